package raft.kv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static raft.json.Quotes.json;
import static raft.kv.Images.image;
import static raft.kv.Images.restore;
import static raft.kv.Logged.execute;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import raft.StateMachine;
import raft.text.Text;

/** The same log gives the same answers and the same image, everywhere. */
class DeterminismTest {
  private static final List<String> OPS = List.of("put", "get", "delete",
      "append", "cas", "keys", "register", "nonsense");
  private static final List<String> TEXTS = List.of("", "x", "y", "1",
      "\u0000", "<&>", "\ud83d\ude00", "\u2028", "a longer text");

  private static StateMachine store(int limit) {
    return Applications.named("key-value", new Limits(limit, limit));
  }

  /** Commands of few clients with few serials: retries, misuse, gaps. */
  private static List<String> log(long seed, int length) {
    Random random = new Random(seed);
    List<String> log = new ArrayList<>();
    for (int i = 0; i < length; i++) log.add(command(random, i));
    return log;
  }

  private static String command(Random random, int time) {
    if (random.nextInt(50) == 0) return json("{'op':'register'}");
    if (random.nextInt(50) == 0) return "unreadable " + time;
    JsonObject command = new JsonObject();
    command.addProperty("client", "client-" + (995 + random.nextInt(30)));
    command.addProperty("serial", 1 + time / 20 + random.nextInt(3));
    command.addProperty("op", OPS.get(random.nextInt(OPS.size())));
    for (String field : List.of("key", "value", "old", "new", "after")) {
      if (!fits(command, field) && random.nextInt(30) > 0) continue;
      command.addProperty(field, TEXTS.get(random.nextInt(TEXTS.size())));
    }
    if (random.nextInt(9) == 0) command.addProperty("previous", true);
    return command.toString();
  }

  private static boolean fits(JsonObject command, String field) {
    return switch (command.get("op").getAsString()) {
      case "put", "append" -> List.of("key", "value").contains(field);
      case "cas" -> List.of("key", "old", "new").contains(field);
      case "keys" -> field.equals("after");
      default -> field.equals("key");
    };
  }

  private static List<String> apply(StateMachine machine, List<String> log) {
    return log.stream().map(text -> execute(machine, text)).toList();
  }

  @Test void theTestsLogMeetsEveryAnswer() {
    List<String> answers = apply(store(100), log(1, 3000));

    for (String status : List.of("ok", "no", "misuse", "gone")) {
      long count = answers.stream().filter(
          answer -> answer.startsWith(json("{'status':'" + status + "'")))
          .count();
      assertTrue(count > 50, status + " " + count);
    }
  }

  @Test void twoInstancesStayEqualWhateverTheirLimits() {
    StateMachine one = store(100);
    StateMachine two = store(1);
    List<String> log = log(2, 3000);

    List<String> answers = apply(one, log);
    List<String> others = apply(two, log);

    assertEquals(answers, others);
    assertEquals(image(one), image(two));
  }

  @Test void aSnapshotInTheMiddleMakesNoDifference() {
    StateMachine whole = store(100);
    List<String> log = log(3, 2000);
    for (int cut = 0; cut < log.size(); cut += 100) {
      StateMachine restored = store(100);
      execute(restored, json("{'client':'z','serial':1,'op':'get','key':'x'}"));

      restore(restored, image(whole));
      List<String> next = log.subList(cut, cut + 100);

      assertEquals(apply(whole, next), apply(restored, next));
      assertEquals(image(whole), image(restored));
    }
  }

  @Test void checkedCommandsNeverThrowAndCheckChangesNothing() {
    StateMachine machine = store(100);
    int accepted = 0;
    for (String command : log(4, 3000)) {
      String before = image(machine);

      boolean good = isAccepted(machine, command);

      assertEquals(before, image(machine));
      if (good) execute(machine, command);
      if (good) accepted++;
    }
    assertTrue(accepted > 1000, "accepted " + accepted);
  }

  private static boolean isAccepted(StateMachine machine, String command) {
    try {
      machine.read(command);
      return true;
    } catch (IllegalArgumentException refused) {
      return false;
    }
  }

  /** MIT's SnapshotSize. */
  @Test void theSnapshotDoesNotGrowWithTheNumberOfOperations() {
    StateMachine machine = store(100);
    execute(machine, json("{'op':'register'}"));
    for (int serial = 1; serial <= 800; serial++) {
      execute(machine, json("{'client':'client-1001','serial':" + serial
          + ",'op':'put','key':'x','value':'" + serial % 2 + "'}"));
    }

    int bytes = Text.utf8Bytes(image(machine));

    assertTrue(bytes <= 500, bytes + " bytes: " + image(machine));
  }
}
