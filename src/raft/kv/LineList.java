package raft.kv;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import raft.StateMachine;

/**
 * A list of lines that only grows: the smallest application worth replicating.
 * To write your own, copy this file and give it a name in {@link Applications}.
 * <pre>
 *   {"op":"add","text":"hello"}        {"status":"ok","index":1}
 *   {"op":"read","from":1,"to":10}     {"status":"ok","lines":["hello"]}
 * </pre>
 */
public final class LineList implements StateMachine {
  private JsonArray lines = new JsonArray();

  // Looks at the command only, so that a bad one never gets into the log.
  @Override public void check(String command) {
    Fields fields = Fields.of(command);
    if (fields.word("op", "add", "read").equals("add")) {
      fields.only("op", "text");
      fields.text("text");
    } else {
      fields.only("op", "from", "to");
      fields.integer("from", 0, Long.MAX_VALUE);
      fields.integer("to", 0, Long.MAX_VALUE);
    }
  }

  // Runs on every server, for the same commands in the same order.
  @Override public String apply(String command) {
    Fields fields = Fields.of(command);
    JsonObject answer = Answer.ok();
    if (fields.is("op", "add")) {
      lines.add(fields.text("text"));
      answer.addProperty("index", lines.size());
    } else {
      long from = fields.integer("from", 0, Long.MAX_VALUE);
      long to = fields.integer("to", 0, Long.MAX_VALUE);
      answer.add("lines", range(Math.max(1, from), Math.min(to, lines.size())));
    }
    return answer.toString();
  }

  private JsonArray range(long from, long to) {
    JsonArray range = new JsonArray();
    for (long i = from; i <= to; i++) range.add(lines.get((int) i - 1));
    return range;
  }

  @Override public String snapshot() {
    return lines.toString();
  }

  @Override public void restore(String snapshot) {
    lines = StrictJson.read(snapshot).getAsJsonArray();
  }
}
