package raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Nothing in the core asks a clock, draws its own luck or walks through a
 * hash-ordered collection: one seed gives one run, on any machine.
 */
class SameSeedSameTraceTest {

  @Test void theRunIsWorthComparing() {
    String text = String.join("\n", ScriptedRun.trace(1));

    for (String rule : List.of("RV2", "AE2", "AE3", "AE4", "AE5", "A2", "F2",
        "C1", "C2", "L2", "L3", "L4")) {
      String label = rule.equals("C1") ? "starts election" : "(" + rule + ")";
      assertTrue(text.contains(label), "no " + label + " in it");
    }
  }

  @Test void theSameSeedGivesTheSameTrace() {
    List<String> once = ScriptedRun.trace(1);

    List<String> twice = ScriptedRun.trace(1);

    assertEquals(once, twice);
  }

  @Test void anotherSeedGivesAnotherTrace() {
    assertNotEquals(ScriptedRun.trace(1), ScriptedRun.trace(2));
  }

  // A JVM salts the order of its Set.of and Map.of, and numbers its objects, as
  // it likes; a second one would give any such order away.
  @Timeout(60)
  @Test void anotherJvmGivesTheSameTrace() throws Exception {
    String here = ScriptedRun.hash(ScriptedRun.trace(1));

    String there = runInAnotherJvm("1");

    assertEquals(here, there);
  }

  private static String runInAnotherJvm(String seed)
      throws IOException, InterruptedException, URISyntaxException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process = new ProcessBuilder(java.toString(), "-ea", "-cp",
        classPath(), ScriptedRun.class.getName(), seed)
        .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try {
      byte[] output = process.getInputStream().readAllBytes();
      assertTrue(process.waitFor(30, TimeUnit.SECONDS), "it does not end");
      return new String(output, StandardCharsets.UTF_8).strip();
    } finally {
      process.destroyForcibly();
    }
  }

  /** Where the classes of the core and of its tests are. */
  private static String classPath() throws URISyntaxException {
    Stream.Builder<String> folders = Stream.builder();
    for (Class<?> one : List.of(RaftServer.class, ScriptedRun.class)) {
      folders.add(Path.of(one.getProtectionDomain().getCodeSource()
          .getLocation().toURI()).toString());
    }
    return folders.build().distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }
}
