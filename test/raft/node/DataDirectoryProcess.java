package raft.node;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Another process that opens a data directory, says how that went, waits. */
public final class DataDirectoryProcess {
  private final Process process;

  private DataDirectoryProcess(Process process) {
    this.process = process;
  }

  static DataDirectoryProcess start(Path directory) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java")
        .toString();
    List<String> command = List.of(java, "-ea", "-XX:TieredStopAtLevel=1",
        "-cp", classPath(), DataDirectoryProcess.class.getName(),
        directory.toString());
    return new DataDirectoryProcess(
        new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  private static String classPath() {
    return Stream.of(DataDirectoryProcess.class, FileStorage.class, Gson.class)
        .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
        .map(url -> Path.of(url.getPath()).toString())
        .distinct().collect(Collectors.joining(File.pathSeparator));
  }

  /** Its first line. */
  String says() throws IOException {
    BufferedReader lines = process.inputReader();
    String line = lines.readLine();
    return line == null ? "nothing" : line;
  }

  void kill() throws InterruptedException {
    process.destroyForcibly();
    assertTrue(process.waitFor(20, TimeUnit.SECONDS));
  }

  /** What runs in the other process, until it is killed. */
  public static void main(String[] args) throws IOException {
    try (FileStorage storage =
        StorageUnderTest.open(Path.of(args[0]), new Disk())) {
      System.out.println(storage.saved() == null ? "" : "open");
      System.in.read();
    } catch (DataDirectoryException e) {
      System.out.println(e.getMessage());
    }
  }
}
