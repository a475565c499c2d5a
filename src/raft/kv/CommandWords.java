package raft.kv;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;

/** A command in a few words, for people: its {@code op} and its {@code key}. */
final class CommandWords {
  private String op;
  private String key;

  private CommandWords() {}

  /** {@code put x}; the text itself if it has no {@code op}. Never throws. */
  static String of(String command) {
    CommandWords words = new CommandWords();
    try {
      words.read(new JsonReader(new StringReader(command)));
    } catch (IOException | IllegalStateException notJson) {
      // What was found before that is all that can be shown.
    }
    if (words.op == null) return command;
    return words.key == null ? words.op : words.op + " " + words.key;
  }

  /** Stops at the second of them: a value that follows may be long. */
  private void read(JsonReader reader) throws IOException {
    reader.beginObject();
    while (reader.hasNext() && (op == null || key == null)) {
      String name = reader.nextName();
      if (reader.peek() != JsonToken.STRING) reader.skipValue();
      else if (name.equals("op")) op = reader.nextString();
      else if (name.equals("key")) key = reader.nextString();
      else reader.skipValue();
    }
  }
}
