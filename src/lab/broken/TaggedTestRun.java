package lab.broken;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.broken.Patch.Header;
import lab.broken.Patch.PatchException;

/**
 * A test of the project, on real sockets or files, against a mutant: in a JVM
 * of its own, which finds the mutant's classes before ours. Only the tests with
 * the rule's tag count.
 *
 * <p>JUnit is given no time limit here: a test that timed out on a slow machine
 * would count as one that caught the mutant. A test that does not end at all is
 * ended after ten minutes, and then there is no verdict.
 */
final class TaggedTestRun {
  private static final int LIMIT_SECONDS = 600;
  private static final int MOST_LINES = 6;
  private static final int FAILED = 1; // JUnit's exit status

  private final Path tests;
  private final Path libraries;
  private final Header header;
  private final int limitSeconds;

  TaggedTestRun(Path project, Header header) {
    this(project, header, LIMIT_SECONDS);
  }

  /** @param limitSeconds how many seconds the test may take */
  TaggedTestRun(Path project, Header header, int limitSeconds) {
    tests = project.resolve("build/test.jar");
    libraries = project.resolve("build/lib");
    this.header = header;
    this.limitSeconds = limitSeconds;
  }

  /** Whether the tests are built. */
  boolean isReady() throws IOException {
    return Files.exists(tests) && junit() != null;
  }

  private Path junit() throws IOException {
    if (!Files.isDirectory(libraries)) return null;
    try (Stream<Path> files = Files.list(libraries)) {
      return files.filter(file -> file.getFileName().toString()
          .startsWith("junit-platform-console")).findFirst().orElse(null);
    }
  }

  Detection run(Mutant mutant) throws IOException {
    mustBeThere();
    long began = System.nanoTime();
    Path folder = Files.createTempDirectory("raft-mutant");
    try {
      write(mutant.changed(), folder);
      Path said = folder.resolve("said.txt");
      int status = run(folder, said);
      List<String> lines = Files.readAllLines(said);
      // A JVM that does not even start ends like one in which a test failed.
      boolean failed = status == FAILED && !story(lines).isEmpty();
      if (status != 0 && !failed) {
        throw new PatchException("its test " + header.test()
            + " cannot be run; JUnit says:\n" + String.join("\n", lines));
      }
      return Detection.by(failed, lines, (System.nanoTime() - began) / 1e9);
    } finally {
      remove(folder);
    }
  }

  /** JUnit would call it a failure, and the mutant would count as caught. */
  private void mustBeThere() throws IOException {
    try (JarFile jar = new JarFile(tests.toFile())) {
      String file = header.test().replace('.', '/') + ".class";
      if (jar.getEntry(file) != null) return;
    }
    throw new PatchException("there is no test " + header.test() + " in "
        + tests);
  }

  private static void write(Map<String, byte[]> classes, Path folder)
      throws IOException {
    for (Map.Entry<String, byte[]> each : classes.entrySet()) {
      Path file = folder.resolve(each.getKey().replace('.', '/') + ".class");
      Files.createDirectories(file.getParent());
      Files.write(file, each.getValue());
    }
  }

  private int run(Path folder, Path said) throws IOException {
    String classPath = Stream.of(folder, tests,
        System.getProperty("java.class.path"), junit()).map(Object::toString)
        .collect(Collectors.joining(File.pathSeparator));
    Process process = new ProcessBuilder(
        System.getProperty("java.home") + "/bin/java", "-ea",
        "-Dfile.encoding=UTF-8", "-cp", classPath,
        "org.junit.platform.console.ConsoleLauncher", "execute",
        "--disable-banner", "--disable-ansi-colors", "--details=none",
        "--select-class=" + header.test(), "--include-tag=" + header.rule(),
        "--fail-if-no-tests")
        .redirectErrorStream(true).redirectOutput(said.toFile()).start();
    try {
      boolean ended = process.waitFor(limitSeconds, TimeUnit.SECONDS);
      if (ended) return process.exitValue();
      throw new PatchException("no verdict: its test " + header.test()
          + " was ended after " + limitSeconds + " s");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the test was interrupted", stopped);
    } finally {
      process.destroyForcibly().onExit().join(); // it writes no more
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst =
          files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) Files.delete(file);
    }
  }

  /** What failed, of all that JUnit says. */
  static String story(List<String> said) {
    return said.stream().filter(line -> line.startsWith("  JUnit Jupiter:")
        || line.startsWith("    =>")).limit(MOST_LINES)
        .collect(Collectors.joining("\n"));
  }
}
