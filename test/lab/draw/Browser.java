package lab.draw;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A Chromium without a window, which opens a page and says what became of it.
 * It opens no connection, and all that it writes is in a folder of the test.
 */
final class Browser {
  private static final int MOST_SECONDS = 60;

  // Notes what the reader sees, after each of some keys. The last word is the
  // page's: a script's error, if there was one.
  private static final String LOOK = """
      <script>
      const seen = [];
      function look() {
        seen.push((%s)());
      }
      look();
      for (const key of [%s]) {
        document.activeElement.dispatchEvent(
            new KeyboardEvent("keydown", {key, bubbles: true}));
        look();
      }
      const report = document.createElement("pre");
      report.id = "report";
      report.textContent = JSON.stringify(seen);
      document.body.replaceChildren(report);
      </script>
      </body>
      """;

  private final Path folder;
  private final int width;

  /**
   * @param folder for its files; of the test's own, and removed with it
   * @param width  of the window, in pixels
   */
  Browser(Path folder, int width) {
    this.folder = folder;
    this.width = width;
  }

  /** The test is skipped, with a word, where there is none. */
  static void assumeThere() {
    Assumptions.assumeTrue(command() != null, "no chromium on the PATH, so"
        + " the page is not looked at (Debian: apt-get install chromium)");
  }

  private static String command() {
    List<String> names = List.of("chromium", "chromium-browser",
        "google-chrome");
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(place -> names.stream().map(name -> Path.of(place, name)))
        .filter(Files::isExecutable).findFirst().map(Path::toString)
        .orElse(null);
  }

  /**
   * What a script sees in a page, before and after each of some keys.
   *
   * @param look a function of JavaScript; gives whatever it sees
   */
  JsonArray look(String page, String look, String... keys) {
    String quoted = Stream.of(keys).map(key -> '"' + key + '"')
        .reduce((one, next) -> one + ", " + next).orElse("");
    String copy = page.replace("</body>\n", LOOK.formatted(look, quoted));
    String dom = open(copy);
    String begin = "<pre id=\"report\">";
    Assertions.assertTrue(dom.contains(begin), "its script failed: " + dom);
    int from = dom.indexOf(begin) + begin.length();
    String report = dom.substring(from, dom.indexOf("</pre>", from));
    return JsonParser.parseString(report.replace("&lt;", "<")
        .replace("&gt;", ">").replace("&nbsp;", "\u00a0")
        .replace("&amp;", "&")).getAsJsonArray();
  }

  private String open(String page) {
    try {
      Path file = Files.writeString(folder.resolve("page.html"), page);
      Path dom = folder.resolve("dom.html");
      ProcessBuilder builder = new ProcessBuilder(arguments(file))
          .redirectOutput(dom.toFile())
          .redirectError(folder.resolve("chromium.log").toFile());
      builder.environment().put("HOME", folder.toString());
      await(builder.start());
      return Files.readString(dom);
    } catch (IOException broken) {
      throw new AssertionError("chromium could not be started", broken);
    }
  }

  private List<String> arguments(Path file) {
    List<String> arguments = new ArrayList<>(List.of(command(), "--headless",
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update",
        "--disable-sync", "--disable-dev-shm-usage", "--hide-scrollbars"));
    arguments.add("--user-data-dir=" + folder.resolve("profile"));
    arguments.add("--window-size=" + width + ",900");
    arguments.add("--dump-dom");
    arguments.add(file.toUri().toString());
    return arguments;
  }

  private static void await(Process process) {
    try {
      if (process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) return;
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new AssertionError("chromium took over " + MOST_SECONDS + " s");
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      throw new AssertionError("stopped while chromium ran", stopped);
    }
  }
}
