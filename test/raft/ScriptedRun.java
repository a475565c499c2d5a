package raft;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A run of three servers in which a seed decides everything: which of them
 * ticks, speaks, loses a message, forces, crashes or hears a client next. The
 * trace of it is a text, and the hash of that text names the run.
 */
final class ScriptedRun {
  private static final int STEPS = 4_000;

  private final Recorder trace = new Recorder();
  private final Random random;
  private final Bench[] benches;
  private int commands;

  private ScriptedRun(long seed) {
    random = new Random(seed);
    benches = IntStream.rangeClosed(1, 3).mapToObj(i -> Given.server("n" + i)
        .withTimeouts(15, 30, random).withTrace(trace).starts())
        .toArray(Bench[]::new);
  }

  /** Prints the hash of the run of this seed. */
  public static void main(String[] args) {
    System.out.println(hash(trace(Long.parseLong(args[0]))));
  }

  /** The trace of the run of this seed. */
  static List<String> trace(long seed) {
    ScriptedRun run = new ScriptedRun(seed);
    for (int i = 0; i < STEPS; i++) run.step();
    return run.trace.lines();
  }

  static String hash(List<String> lines) {
    try {
      byte[] text = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text);
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new AssertionError(everyJdkHasIt);
    }
  }

  private void step() {
    int who = random.nextInt(benches.length);
    Bench bench = benches[who];
    int dice = random.nextInt(1000);
    if (dice < 500) bench.ticks(1);
    else if (dice < 800) speaks(bench);
    else if (dice < 900) bench.forces();
    else if (dice < 997) bench.isTold("command " + ++commands);
    else benches[who] = bench.restarts();
  }

  /** To one of the others; now and then the request or the reply is lost. */
  private void speaks(Bench bench) {
    Bench other = benches[random.nextInt(benches.length)];
    if (other == bench) return;
    bench.forces();
    if (random.nextInt(10) > 0) bench.talksTo(other);
    else if (!bench.isQuietTo(other.id())) {
      bench.server().handleNoReply(other.id());
    }
  }
}
