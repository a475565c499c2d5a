package lab.maelstrom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every message takes 150 ms: no answer comes within the reply timeout. */
class LatencyTest {
  private static final int MILLIS = 150;
  private static final Times TIMES = new Times(10, 100, 1500, 3000, 250, 6000);
  private static final List<String> IDS = List.of("n1", "n2", "n3");

  private final SlowNetwork network = new SlowNetwork(MILLIS);

  @AfterEach void stop() {
    network.close();
  }

  @Test void operationsSucceedThoughEachAnswerIsLate() throws Exception {
    List<String> answers = new ArrayList<>();
    for (String id : IDS) network.start(id, IDS, TIMES);

    for (int i = 0; i < 3; i++) {
      for (String id : IDS) answers.add(network.ask(id,
          "{'type':'write','key':1,'value':2}"));
    }

    assertEquals(Collections.nCopies(9, "write_ok"), answers,
        network.notices().toString());
  }

  @Test void noRequestIsRepeatedWhileOneMayBeUnderWay() throws Exception {
    for (String id : IDS) network.start(id, IDS, TIMES);

    for (String id : IDS) network.ask(id, "{'type':'read','key':1}");

    assertEquals(1, network.mostUnderWay());
  }

  @Test void aPersonIsToldOncePerPeerThatItsAnswersAreLate() throws Exception {
    for (String id : IDS) network.start(id, IDS, TIMES);

    network.ask("n1", "{'type':'write','key':1,'value':2}");
    network.ask("n1", "{'type':'write','key':1,'value':2}");

    List<String> told = network.notices().stream()
        .map(line -> line.replaceAll(" after .*", "")).sorted().toList();
    assertFalse(told.isEmpty());
    assertEquals(told.stream().distinct().toList(), told);
    assertTrue(network.notices().stream().allMatch(line ->
        line.contains(" answered after ")), network.notices().toString());
  }
}
