package raft.kv;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import raft.Command;
import raft.StateMachine;
import raft.json.Fields;

/**
 * The smallest application: a list of lines that only grows. To write your own,
 * copy this file; {@link Applications} finds your class by its full name.
 * <pre>
 *   {"op":"add","text":"hello"}        {"status":"ok","index":1}
 *   {"op":"read","from":1,"to":10}     {"status":"ok","lines":["hello"]}
 * </pre>
 */
public final class LineList implements StateMachine {
  private static final int ROOM = 100_000; // characters, or one line
  private JsonArray lines = new JsonArray();

  // What read makes of a text: an operation, for the list of any server.
  private record ReadCommand(String text,
      Function<LineList, JsonObject> operation) implements Command {}

  // Looks at the text only, so that a bad one never gets into the log.
  @Override public Command read(String text) {
    return new ReadCommand(text, operation(Fields.of(text)));
  }

  // Runs on every server, for the same commands in the same order.
  @Override public String apply(Command command) {
    if (command instanceof Command.Unreadable it) {
      return Answers.misuse(it.why()).toString();
    }
    return ((ReadCommand) command).operation().apply(this).toString();
  }

  private static Function<LineList, JsonObject> operation(Fields fields) {
    if (fields.word("op", "add", "read").equals("add")) {
      fields.only("op", "text");
      String text = fields.text("text");
      return list -> list.add(text);
    }
    fields.only("op", "from", "to");
    long from = Math.max(1, fields.integer("from", 0, Long.MAX_VALUE));
    long to = fields.integer("to", 0, Long.MAX_VALUE);
    return list -> list.lines(from, Math.min(to, list.lines.size()));
  }

  private JsonObject add(String text) {
    lines.add(text);
    JsonObject answer = Answers.ok();
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
    JsonObject answer = Answers.ok();
    answer.add("lines", some);
    return answer;
  }

  // A copy is good enough up to 100,000 lines or so; for more see SortedPages.
  @Override public Iterator<String> image() {
    return List.copyOf(lines.asList()).stream()
        .map(text -> "{\"text\":" + text + "}").iterator();
  }

  // Builds a state beside the present one, which it replaces at the end.
  @Override public Restoring restore() {
    JsonArray restored = new JsonArray();
    return Restoring.of(text -> {
      Fields line = Fields.of(text);
      line.only("text");
      restored.add(line.text("text"));
    }, () -> lines = restored);
  }
}
