package raft.kv;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.function.Supplier;
import raft.StateMachine;

/**
 * A list of lines that only grows: the smallest application worth replicating.
 * To write your own, copy this file; {@link Applications} finds your class by
 * its full name.
 * <pre>
 *   {"op":"add","text":"hello"}        {"status":"ok","index":1}
 *   {"op":"read","from":1,"to":10}     {"status":"ok","lines":["hello"]}
 * </pre>
 */
public final class LineList implements StateMachine {
  private static final int ROOM = 100_000; // characters, or one line
  private JsonArray lines = new JsonArray();

  // Looks at the command only, so that a bad one never gets into the log.
  @Override public void check(String command) {
    read(command);
  }

  // Runs on every server, for the same commands in the same order. Total: it
  // has an answer to any text, for the log may hold what check never saw.
  @Override public String apply(String command) {
    Supplier<JsonObject> operation;
    try {
      operation = read(command); // all of it, before anything changes
    } catch (IllegalArgumentException unreadable) {
      return Answer.misuse(unreadable.getMessage()).toString();
    }
    return operation.get().toString();
  }

  private Supplier<JsonObject> read(String command) {
    Fields fields = Fields.of(command);
    if (fields.word("op", "add", "read").equals("add")) {
      fields.only("op", "text");
      String text = fields.text("text");
      return () -> add(text);
    }
    fields.only("op", "from", "to");
    long from = fields.integer("from", 0, Long.MAX_VALUE);
    long to = fields.integer("to", 0, Long.MAX_VALUE);
    return () -> lines(Math.max(1, from), Math.min(to, lines.size()));
  }

  private JsonObject add(String text) {
    lines.add(text);
    JsonObject answer = Answer.ok();
    answer.addProperty("index", lines.size());
    return answer;
  }

  // Bounded, as each answer has to be: perhaps fewer lines than asked for.
  private JsonObject lines(long from, long to) {
    JsonArray some = new JsonArray();
    int room = ROOM;
    for (long i = from; i <= to && (room > 0 || some.isEmpty()); i++) {
      room -= lines.get((int) i - 1).toString().length();
      if (room >= 0 || some.isEmpty()) some.add(lines.get((int) i - 1));
    }
    JsonObject answer = Answer.ok();
    answer.add("lines", some);
    return answer;
  }

  @Override public String snapshot() {
    return lines.toString();
  }

  @Override public void restore(String snapshot) {
    lines = StrictJson.read(snapshot).getAsJsonArray();
  }
}
