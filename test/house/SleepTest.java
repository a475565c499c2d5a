package house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A test that sleeps is slow when it passes and lies when it fails. */
class SleepTest {
  private static final Pattern SLEEPS =
      Pattern.compile("\\b(Thread|TimeUnit|[A-Z]+)\\s*[.]\\s*sleep\\s*[(]");
  private static final Pattern MAY_SLEEP =
      Pattern.compile("Socket|Process|Cluster");

  // Real sockets and real processes have a time of their own.
  @Test void onlyTestsOfSocketsAndProcessesSleep() {
    List<String> sleepers = Project.javaFiles("test").stream()
        .filter(file -> !MAY_SLEEP.matcher(file.getFileName().toString())
            .find())
        .filter(file -> SLEEPS.matcher(Source.code(Project.text(file))).find())
        .map(file -> Project.place(file, 1)).toList();

    assertEquals(List.of(), sleepers, "no sleep, or a name that says why");
  }
}
