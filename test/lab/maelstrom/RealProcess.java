package lab.maelstrom;

import com.google.gson.JsonObject;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import lab.cli.Lab;

/** A process that runs {@code lab maelstrom}, from the ends of its pipes. */
final class RealProcess {
  private static final List<String> JAVA = List.of(
      Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-ea",
      "-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private final Process process;

  private RealProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts one.
   *
   * @param folder      for its stderr and its temporary files
   * @param environment to be set beside this process's own
   * @param lines       hears each line of its stdout
   */
  static RealProcess start(Path folder, Map<String, String> environment,
      Consumer<String> lines, String... options) throws Exception {
    List<String> command = new ArrayList<>(JAVA);
    command.add("-Djava.io.tmpdir=" + folder);
    command.addAll(List.of("-cp", place(Lab.class) + File.pathSeparator
        + place(JsonObject.class), Lab.class.getName(), "maelstrom"));
    command.addAll(List.of(options));
    ProcessBuilder builder = new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.appendTo(
            folder.resolve("stderr").toFile()));
    builder.environment().putAll(environment);
    RealProcess process = new RealProcess(builder.start());
    Thread reader = new Thread(() -> process.read(lines), "reads a process");
    reader.setDaemon(true);
    reader.start();
    return process;
  }

  private static Path place(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation()
        .toURI());
  }

  private void read(Consumer<String> lines) {
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        lines.accept(line);
      }
    } catch (IOException e) {
      // It was killed.
    }
  }

  /** Puts a line into its stdin; if it is dead, nobody hears it. */
  synchronized void write(String line) {
    try {
      BufferedWriter in = process.outputWriter(StandardCharsets.UTF_8);
      in.write(line);
      in.newLine();
      in.flush();
    } catch (IOException e) {
      // Then the line is lost.
    }
  }

  /** Ends its stdin. */
  synchronized void endInput() throws IOException {
    process.outputWriter(StandardCharsets.UTF_8).close();
  }

  /** Its exit status; fails if there is none within a minute. */
  int exit() throws InterruptedException {
    if (process.waitFor(60, TimeUnit.SECONDS)) return process.exitValue();
    throw new AssertionError("it goes on");
  }

  /** SIGKILL, and nothing less; waits until it is dead. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }
}
