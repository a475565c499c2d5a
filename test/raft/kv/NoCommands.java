package raft.kv;

import static raft.json.Quotes.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Texts that are no command of any application here. */
final class NoCommands {
  static final List<String> TEXTS = texts();

  private NoCommands() {}

  private static List<String> texts() {
    List<String> texts = new ArrayList<>(List.of("", " ", "5", "null", "true",
        "nul", "-", "1e999999999999999", "\"", "\"x\"", "[]", "[", "{", "}",
        "{}", "{\"op\"}", "{\"op\":", "{\"op\":nul}", "{\"op\":5}",
        "{\"op\":null}", "{\"op\":[]}", "{\"op\":{\"op\":\"get\"}}",
        "{\"op\":\"no such\"}", "{\"op\":NaN}", "{\"op\":\"\\ud800\"}",
        "\ud800", "\u0000", "\ufeff{}", "{} {}", "//", "{\"a\":1,\"a\":1}",
        "[".repeat(100_000), "{\"a\":".repeat(100_000),
        "{\"op\":" + "9".repeat(100_000) + "}"));
    for (String part : List.of("'op':'put'", "'op':'get','key':5",
        "'op':'add'", "'op':'read','from':1e2,'to':2", "'op':'cas','key':'x'",
        "'op':'append','key':'x','value':null", "'op':'keys','limit':-1")) {
      texts.add(json("{" + part + "}"));
      texts.add(json("{'client':'a','serial':1," + part + "}"));
    }
    Random random = new Random(1);
    for (int i = 0; i < 2000; i++) texts.add(random(random));
    return texts;
  }

  /** A few characters of those of which JSON is made. */
  private static String random(Random random) {
    String from = "{}[]\",:\\ue 0159.-truefalsn\n\u0001\ud83d";
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(20); i >= 0; i--) {
      text.append(from.charAt(random.nextInt(from.length())));
    }
    return text.toString();
  }
}
