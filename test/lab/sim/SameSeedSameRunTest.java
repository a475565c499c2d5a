package lab.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import lab.check.Property;

class SameSeedSameRunTest {
  private static final long SEEDS = 12;
  private static final long MILLIS = 2_000;

  /** Prints the hash of each seed; also what the other JVM runs. */
  public static void main(String[] arguments) {
    for (long seed = 1; seed <= SEEDS; seed++) System.out.println(hash(seed));
  }

  private static String hash(long seed) {
    return Long.toHexString(run(seed, false).hash());
  }

  private static Run run(long seed, boolean recording) {
    return Run.of(Plan.draw(seed, MILLIS),
        EnumSet.allOf(Property.Group.class), recording);
  }

  @Test void twoRunsInOneJvmAreEqual() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      assertEquals(hash(seed), hash(seed), "seed " + seed);
    }
  }

  @Test void runsInTwoJvmsAreEqual() throws Exception {
    List<String> there = runInAnotherJvm();

    for (int seed = 1; seed <= SEEDS; seed++) {
      assertEquals(hash(seed), there.get(seed - 1), "seed " + seed);
    }
  }

  private static List<String> runInAnotherJvm()
      throws IOException, InterruptedException {
    Process process = new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-ea", "-XX:+UnlockExperimentalVMOptions",
        "-XX:hashCode=1", // other identities for all objects
        "-Duser.language=tr", // a comma in 1.5, and no dot on the i of CLIP
        "-cp", classPath(), SameSeedSameRunTest.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(),
        StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor());
    return output.lines().toList();
  }

  private static String classPath() {
    return Stream.of(SameSeedSameRunTest.class, Run.class, Gson.class)
        .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
        .map(location -> Path.of(URI.create(location.toString())).toString())
        .distinct().collect(Collectors.joining(File.pathSeparator));
  }

  @Test void aRunThatIsRecordedIsTheSame() {
    Run recorded = run(3, true);

    assertEquals(hash(3), Long.toHexString(recorded.hash()));
    assertEquals(recorded.count(), recorded.events().size());
  }

  @Test void differentSeedsGiveDifferentRuns() {
    TreeSet<String> hashes = new TreeSet<>();
    for (long seed = 1; seed <= SEEDS; seed++) hashes.add(hash(seed));

    assertEquals(SEEDS, hashes.size());
  }

  @Test void howManySeedsRunBesideItMakesNoDifference() throws Exception {
    SeedRunner alone = runner();
    SeedRunner crowded = runner();

    alone.run(1, SEEDS, 1);
    crowded.run(1, SEEDS, 3);

    assertEquals(alone.hash(), crowded.hash());
    assertNotEquals(0, alone.hash());
  }

  private static SeedRunner runner() {
    return new SeedRunner(seed -> Plan.draw(seed, MILLIS),
        EnumSet.allOf(Property.Group.class),
        (run, done) -> assertTrue(run.isClean(), run::report));
  }
}
