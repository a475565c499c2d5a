package lab.draw;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A Chromium without a window, which opens one page after the other and says
 * what a script sees there. It opens no connection: its debugger reads commands
 * from a pipe and writes results into another one, each ended by a zero
 * (https://chromedevtools.github.io/devtools-protocol). All that it writes is
 * in a folder of the test.
 */
final class Browser implements AutoCloseable {
  private static final int MOST_SECONDS = 60;
  private static final int HEIGHT = 900;

  // The debugger's pipes are 3 and 4, and Java knows only 0 and 1 of a process.
  private static final String PIPES = "exec \"$@\" 3<&0 4>&1 < /dev/null >&2";

  // What the reader sees, before and after each of some keys.
  private static final String LOOK = """
      (async () => {
        if (document.readyState !== "complete") {
          await new Promise(loaded => addEventListener("load", loaded));
        }
        const look = %s;
        const seen = [look()];
        for (const key of [%s]) {
          document.activeElement.dispatchEvent(
              new KeyboardEvent("keydown", {key, bubbles: true}));
          seen.push(look());
        }
        return seen;
      })()
      """;

  private final Path folder;
  private final Process process;
  private final Writer commands;
  private final BufferedReader results;
  private final String session; // with the one page that is open
  private int asked;

  /**
   * @param folder for its files; of the test's own, and removed with it
   */
  Browser(Path folder) throws IOException {
    this.folder = folder;
    ProcessBuilder builder = new ProcessBuilder(arguments(folder))
        .redirectError(folder.resolve("chromium.log").toFile());
    builder.environment().put("HOME", folder.toString());
    process = builder.start();
    commands = process.outputWriter(StandardCharsets.UTF_8);
    results = process.inputReader(StandardCharsets.UTF_8);
    session = attach();
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

  private static List<String> arguments(Path folder) {
    List<String> arguments = new ArrayList<>(List.of("sh", "-c", PIPES, "sh"));
    arguments.addAll(List.of(command(), "--headless",
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update",
        "--disable-sync", "--disable-dev-shm-usage", "--hide-scrollbars",
        "--remote-debugging-pipe"));
    arguments.add("--user-data-dir=" + folder.resolve("profile"));
    return arguments;
  }

  // ---- looking ---------------------------------------------------------

  /** From now on its window is so many pixels wide. */
  void resize(int width) {
    ask("Emulation.setDeviceMetricsOverride", Map.of("width", width,
        "height", HEIGHT, "deviceScaleFactor", 1, "mobile", false));
  }

  /**
   * What a script sees in a page, before and after each of some keys.
   *
   * @param look a function of JavaScript; gives whatever it sees
   */
  JsonArray look(String page, String look, String... keys) {
    String quoted = Stream.of(keys).map(key -> '"' + key + '"')
        .reduce((one, next) -> one + ", " + next).orElse("");
    ask("Page.navigate", Map.of("url", write(page).toUri().toString()));
    JsonObject seen = ask("Runtime.evaluate", Map.of("awaitPromise", true,
        "returnByValue", true,
        "expression", LOOK.formatted(look.strip(), quoted)));
    Assertions.assertFalse(seen.has("exceptionDetails"),
        "a script failed: " + seen);
    return seen.getAsJsonObject("result").getAsJsonArray("value");
  }

  private Path write(String page) {
    try {
      return Files.writeString(folder.resolve("page-" + asked + ".html"), page);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  // ---- its debugger ----------------------------------------------------

  private String attach() {
    String page = ask("Target.createTarget", Map.of("url", "about:blank"))
        .get("targetId").getAsString();
    return ask("Target.attachToTarget",
        Map.of("targetId", page, "flatten", true))
        .get("sessionId").getAsString();
  }

  /** The result of a command. Whatever else the debugger tells is dropped. */
  private JsonObject ask(String method, Map<String, ?> parameters) {
    JsonObject command = new JsonObject();
    command.addProperty("id", ++asked);
    command.addProperty("sessionId", session); // not written while null
    command.addProperty("method", method);
    command.add("params", new Gson().toJsonTree(parameters));
    send(command);
    JsonObject told;
    do {
      told = CompletableFuture.supplyAsync(this::read)
          .orTimeout(MOST_SECONDS, TimeUnit.SECONDS).join();
    } while (!told.has("id") || told.get("id").getAsInt() != asked);
    Assertions.assertTrue(told.has("result"), command + ": " + told);
    return told.getAsJsonObject("result");
  }

  private void send(JsonObject command) {
    try {
      commands.append(new Gson().toJson(command)).append('\0').flush();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private JsonObject read() {
    StringBuilder text = new StringBuilder();
    try {
      int next = results.read();
      while (next > 0) {
        text.append((char) next);
        next = results.read();
      }
      if (next == 0) return JsonParser.parseString(text.toString())
          .getAsJsonObject();
      throw new AssertionError("chromium has ended: "
          + Files.readString(folder.resolve("chromium.log")));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** It ends when its debugger hears no more; then nobody needs the folder. */
  @Override public void close() throws IOException {
    List<ProcessHandle> all = Stream.concat(process.descendants(),
        Stream.of(process.toHandle())).toList();
    commands.close();
    for (ProcessHandle each : all) {
      each.onExit().completeOnTimeout(each, MOST_SECONDS, TimeUnit.SECONDS)
          .join().destroyForcibly();
    }
  }
}
