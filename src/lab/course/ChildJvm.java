package lab.course;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A process for code that is not trusted: with a limit to its heap, its
 * time and what is kept of what it prints. It is ended when it has taken too
 * long, or when it has begun its report and not added to it for too long.
 */
final class ChildJvm {
  private static final String JAVA =
      System.getProperty("java.home") + "/bin/java";
  private static final int KEPT = 4_000; // bytes of what it prints
  private static final int POLL_MILLIS = 50;

  /**
   * How much of the processor's time it may take in all, and between two words
   * of its report.
   */
  record TimeLimits(int seconds, int silentSeconds) {}

  /**
   * The end of one.
   *
   * @param status its exit status; -1 if it was ended
   * @param said   the first of what it printed
   */
  record Ended(int status, String said) {
    boolean wasEnded() {
      return status < 0;
    }
  }

  private final Path folder;
  private final Path report;
  private final TimeLimits limits;

  /** @param report the file that it writes, and that must keep growing */
  ChildJvm(Path folder, Path report, TimeLimits limits) {
    this.folder = folder;
    this.report = report;
    this.limits = limits;
  }

  /** Options that limit its memory, then a class path and a main class. */
  static List<String> java(List<Path> classPath, List<String> mainAndArguments) {
    List<String> command = new ArrayList<>(List.of(JAVA, "-ea", "-Xmx300m",
        "-Xss1m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError",
        // It runs for seconds: the slow compiler would take half of them.
        "-XX:TieredStopAtLevel=1",
        "-XX:-UsePerfData", "-Dfile.encoding=UTF-8", "-cp",
        classPath.stream().map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator))));
    command.addAll(mainAndArguments);
    return command;
  }

  Ended run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).directory(folder.toFile())
        .redirectErrorStream(true).start();
    StringBuilder said = new StringBuilder();
    Thread reader = new Thread(() -> keepFirst(process.getInputStream(), said),
        "what a submission prints");
    reader.start();
    try {
      process.getOutputStream().close();
      int status = await(process);
      process.destroyForcibly().onExit().join();
      reader.join();
      return new Ended(status, said.toString());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the grading was interrupted", stopped);
    } finally {
      process.destroyForcibly().onExit().join(); // it writes no more
    }
  }

  private int await(Process process) throws IOException, InterruptedException {
    Used begin = new Used(0, System.nanoTime());
    Used lastWord = begin;
    long size = 0;
    while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
      Used now = Used.by(process);
      long grown = Files.exists(report) ? Files.size(report) : 0;
      if (grown > size || grown == 0) lastWord = now; // it has begun to speak
      size = grown;
      if (now.isMoreThan(limits.seconds(), begin)
          || now.isMoreThan(limits.silentSeconds(), lastWord)) return -1;
    }
    return process.exitValue();
  }

  /**
   * What a process has used so far. The processor's time counts, so that a busy
   * machine makes no loop of what is slow; who only waits has more time, but
   * not for ever.
   *
   * @param processor nanoseconds of it; 0 where the system does not tell
   * @param clock     nanoseconds, wherever they begin
   */
  private record Used(long processor, long clock) {
    private static final int WAITING = 5;

    static Used by(Process process) {
      long now = System.nanoTime();
      return new Used(process.info().totalCpuDuration()
          .map(Duration::toNanos).orElse(0L), now);
    }

    boolean isMoreThan(int seconds, Used since) {
      long nanos = seconds * 1_000_000_000L;
      return processor - since.processor > nanos
          || clock - since.clock > WAITING * nanos;
    }
  }

  /** Reads all, so that the process does not wait, and keeps a little. */
  private static void keepFirst(InputStream printed, StringBuilder said) {
    byte[] bytes = new byte[8192];
    try (printed) {
      for (int n = printed.read(bytes); n >= 0; n = printed.read(bytes)) {
        int kept = Math.min(n, KEPT - said.length());
        if (kept > 0) {
          said.append(new String(bytes, 0, kept, StandardCharsets.UTF_8));
        }
      }
    } catch (IOException closed) {
      said.append("\n(the rest cannot be read: it was ended)");
    }
  }
}
