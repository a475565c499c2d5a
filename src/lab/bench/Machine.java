package lab.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Whether this machine has something else to do. */
public final class Machine {
  private static final Path STAT = Path.of("/proc/stat");
  private static final double IDLE = 0.95;

  private Machine() {}

  /** Watches the machine for a second; returns one line for a person. */
  public static String look() throws IOException, InterruptedException {
    int processors = Runtime.getRuntime().availableProcessors();
    if (Files.notExists(STAT)) {
      return "This machine has " + processors + " processors; whether they are"
          + " idle cannot be told here (there is no " + STAT + ").";
    }
    String before = Files.readString(STAT);
    Thread.sleep(1000);
    return describe(processors, idleShare(before, Files.readString(STAT)));
  }

  static String describe(int processors, double idle) {
    String share = String.format(Locale.ROOT, "%.0f%%", 100 * idle);
    return "This machine has " + processors + " processors, " + share + " idle"
        + (idle >= IDLE ? "." : ": IT IS BUSY with something else. Trust no"
        + " absolute number, and ratios only if their spread is small.");
  }

  /** Of the time that passed between two readings of /proc/stat, 0 to 1. */
  static double idleShare(String before, String after) {
    long[] from = times(before);
    long[] to = times(after);
    double all = 0;
    for (int i = 0; i < from.length; i++) all += to[i] - from[i];
    // user nice system IDLE IOWAIT irq softirq steal
    return all == 0 ? 1 : (to[3] - from[3] + to[4] - from[4]) / all;
  }

  /** The first line: {@code cpu  10 0 5 900 3 0 1 0 0 0}. */
  private static long[] times(String stat) {
    String[] words = stat.lines().findFirst().orElse("").split(" +");
    long[] times = new long[8];
    for (int i = 0; i < 8; i++) times[i] = Long.parseLong(words[i + 1]);
    return times;
  }
}
