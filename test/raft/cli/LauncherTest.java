package raft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script that starts the JVM, if it can, with descriptors that lead. */
class LauncherTest {
  // Stands where the JVM would: says where its descriptors lead.
  private static final String FAKE_JAVA = """
      #!/bin/sh
      in=$(readlink /proc/$$/fd/0 || echo closed)
      out=$(readlink /proc/$$/fd/1 || echo closed)
      err=$(readlink /proc/$$/fd/2 || echo closed)
      printf '%s\\n' "$in" "$out" "$err" > "$SEEN"
      case $* in *-Draft.start=only*) ;; *) exit $ENDS ;; esac
      echo "started before" >&2
      exit $STARTS
      """;

  @TempDir Path folder;

  @BeforeEach void aProjectWithAFakeJvm() throws IOException {
    Path script = Files.createDirectories(folder.resolve("build"))
        .resolve("raft");
    Files.copy(Path.of("src", "raft", "cli", "raft.sh"), script);
    Path java = Files.createDirectories(folder.resolve("jdk").resolve("bin"))
        .resolve("java");
    assertTrue(Files.writeString(java, FAKE_JAVA).toFile().setExecutable(true));
  }

  private Process launch(String line) throws Exception {
    return launch(line, 0, 0);
  }

  /** With a JVM that starts, and then ends, with these statuses. */
  private Process launch(String line, int starts, int ends) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", line)
        .directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("RAFT_")
        || name.endsWith("_OPTIONS"));
    builder.environment().put("STARTS", String.valueOf(starts));
    builder.environment().put("ENDS", String.valueOf(ends));
    builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
    builder.environment().put("SEEN", folder.resolve("seen").toString());
    return builder.start();
  }

  @ParameterizedTest
  @CsvSource({"<&-, 0", ">&-, 1", "2>&-, 2", "<&- >&-, 0 1",
      "<&- >&- 2>&-, 0 1 2", "'', ''"})
  void aClosedDescriptorLeadsNowhereInTheJvm(String closed, String which)
      throws Exception {
    int status = launch("sh build/raft shell " + closed).waitFor();

    assertEquals(0, status);
    List<String> seen = Files.readAllLines(folder.resolve("seen"));
    for (int fd = 0; fd < 3; fd++) {
      boolean nowhere = seen.get(fd).equals("/dev/null");
      assertEquals(which.contains(String.valueOf(fd)), nowhere,
          fd + " of " + seen);
    }
  }

  @Test void closedDescriptorsAreNothingToComplainAbout() throws Exception {
    Process process = launch("sh build/raft shell <&-");

    String printed = new String(process.getInputStream().readAllBytes());

    assertEquals("started before\n", printed);
  }

  private static String printedBy(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes());
  }

  // ---- a JVM that does not start ----------------------------------------

  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  @ParameterizedTest void theStatusOfTheCommandIsThatOfTheScript(int ends)
      throws Exception {
    Process process = launch("sh build/raft get x", 0, ends);

    assertEquals(ends, process.waitFor());
  }

  @Test void aJvmThatDoesNotStartHasAStatusOfItsOwn() throws Exception {
    Process process = launch("sh build/raft get x", 1, 0);

    String printed = printedBy(process);

    assertEquals(6, process.waitFor());
    assertTrue(printed.contains("the JVM does not start"), printed);
    assertTrue(printed.contains("nothing was done"), printed);
  }

  @Test void aJvmThatIsNotThereHasThatStatusToo() throws Exception {
    Process process = launch("JAVA_HOME=/nowhere sh build/raft get x");

    String printed = printedBy(process);

    assertEquals(6, process.waitFor());
    assertTrue(printed.contains("there is no /nowhere/bin/java"), printed);
  }

  /** As if make had found the fake JVM, and put together the jar. */
  private void theJvmIsTheOneThatMakeFound() throws IOException {
    Path script = folder.resolve("build").resolve("raft");
    Path java = folder.resolve("jdk").resolve("bin").resolve("java");
    Files.writeString(script, Files.readString(script)
        .replace("@JAVA@", java.toRealPath().toString()));
    Files.writeString(folder.resolve("build").resolve("raft.jar"), "");
  }

  // It would cost as much again as the whole command.
  @Test void aJvmThatMakeFoundIsNotStartedBefore() throws Exception {
    theJvmIsTheOneThatMakeFound();

    String printed = printedBy(launch("sh build/raft get x"));

    assertEquals("", printed);
  }

  @ValueSource(strings = {"RAFT_JAVA_OPTS=-Xmx1k", "RAFT_CLASSPATH=/x",
      "JAVA_TOOL_OPTIONS=-Xmx1k", "JDK_JAVA_OPTIONS=-Xmx1k",
      "_JAVA_OPTIONS=-Xmx1k", "ulimit -v 9999999;", "rm build/raft.jar;",
      "cp -r jdk other; JAVA_HOME=other"})
  @ParameterizedTest void whatMayKeepTheJvmFromStartingIsTriedBefore(
      String chosen) throws Exception {
    theJvmIsTheOneThatMakeFound();
    Process process = launch(chosen + " sh build/raft get x", 1, 0);

    String printed = printedBy(process);

    assertEquals(6, process.waitFor(), printed);
    assertTrue(printed.startsWith("started before\n"), printed);
  }

  @Test void aColonInTheFoldersPathIsNamed() throws Exception {
    Path colon = Files.createDirectories(folder.resolve("a:b").resolve("build"));
    Files.copy(folder.resolve("build").resolve("raft"), colon.resolve("raft"));
    Process process = launch("sh a:b/build/raft get x");

    String printed = printedBy(process);

    assertEquals(6, process.waitFor());
    assertTrue(printed.contains("a:b has a : in its path"), printed);
  }

  @Test void aRealJvmWithoutRoomForItsHeapDoesNotStart() throws Exception {
    ProcessBuilder builder = new ProcessBuilder("build/raft", "help");
    builder.environment().put("RAFT_JAVA_OPTS", "-Xmx1k");
    Process process = builder.redirectErrorStream(true).start();

    String printed = printedBy(process);

    assertEquals(6, process.waitFor());
    assertTrue(printed.contains("RAFT_JAVA_OPTS=-Xmx1k"), printed);
  }

  @Test void aRealCommandWhoseOutputIsLostSaysSo() throws Exception {
    Process process = new ProcessBuilder("build/raft", "help")
        .redirectOutput(new File("/dev/full")).start();

    String complaint = new String(process.getErrorStream().readAllBytes());

    assertEquals(Exit.UNWRITTEN, process.waitFor());
    assertTrue(complaint.contains("stdout is full or closed"), complaint);
  }

  // ---- the archive of classes ------------------------------------------

  /** The command and its jars as they are here, in another folder. */
  private void theProjectIsMoved() throws IOException {
    Files.createDirectories(folder.resolve("build").resolve("lib"));
    List<Path> parts = new ArrayList<>(List.of(Path.of("build", "raft"),
        Path.of("build", "raft.jar"), Path.of("build", "raft.jsa")));
    try (Stream<Path> jars = Files.list(Path.of("build", "lib"))) {
      jars.forEach(parts::add);
    }
    for (Path part : parts) {
      Files.copy(part, folder.resolve(part),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @ValueSource(strings = {":", "rm build/raft.jsa", "touch build/raft.jar",
      "rm build/raft.jsa; : > build/raft.jsa"})
  @ParameterizedTest void anArchiveThatDoesNotFitIsNotMentioned(String before)
      throws Exception {
    theProjectIsMoved();
    Process process = new ProcessBuilder("sh", "-c",
        before + "; build/raft help").directory(folder.toFile())
        .redirectErrorStream(true).start();

    String printed = printedBy(process);

    assertEquals(0, process.waitFor(), printed);
    assertTrue(printed.startsWith("raft: a key-value store"), printed);
  }

  @Test void theClassesComeFromTheArchiveThatMakeMade() throws Exception {
    ProcessBuilder builder = new ProcessBuilder("build/raft", "help");
    builder.environment().put("RAFT_JAVA_OPTS", "-Xlog:class+load");

    String printed = printedBy(builder.start());

    assertTrue(printed.matches(
        "(?s).* raft.cli.Program source: shared objects file.*"), printed);
  }

  // Its stdin stays open, so it does not end for that.
  @Test void aNodeForMaelstromWhoseOutputIsLostEnds() throws Exception {
    Process process = new ProcessBuilder("build/lab", "maelstrom")
        .redirectOutput(new File("/dev/full")).start();
    try (Writer in = process.outputWriter()) {
      in.write("{\"src\":\"c1\",\"dest\":\"n1\",\"body\":{\"type\":\"init\","
          + "\"msg_id\":1,\"node_id\":\"n1\",\"node_ids\":[\"n1\"]}}\n");
      in.flush();

      assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it goes on");
      assertEquals(Exit.UNWRITTEN, process.exitValue());
    } finally {
      process.destroyForcibly();
    }
  }

  @Test void aRealCommandWithoutAStdoutSaysSo() throws Exception {
    Process process =
        new ProcessBuilder("sh", "-c", "build/raft help >&-").start();

    String complaint = new String(process.getErrorStream().readAllBytes());

    assertEquals(Exit.UNWRITTEN, process.waitFor());
    assertTrue(complaint.contains("stdout is full or closed"), complaint);
  }
}
