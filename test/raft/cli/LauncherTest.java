package raft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script that starts the JVM, with standard descriptors that are closed. */
class LauncherTest {
  // Stands where the JVM would: says where its descriptors lead.
  private static final String FAKE_JAVA = """
      #!/bin/sh
      in=$(readlink /proc/$$/fd/0 || echo closed)
      out=$(readlink /proc/$$/fd/1 || echo closed)
      err=$(readlink /proc/$$/fd/2 || echo closed)
      printf '%s\\n' "$in" "$out" "$err" > "$SEEN"
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
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", line)
        .directory(folder.toFile()).redirectErrorStream(true);
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

    assertEquals("", printed);
  }
}
