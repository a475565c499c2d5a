package raft.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeaderFinderTest {
  private final FakeNodes nodes = new FakeNodes(null, null, null);
  private final LeaderFinder finder = new LeaderFinder(nodes.config());

  @AfterEach void close() {
    nodes.close();
  }

  @Test void beginsWithTheFirstNode() {
    assertEquals("n1", finder.current().id());
  }

  @Test void followsAHint() {
    finder.turnTo("n3");

    assertEquals("n3", finder.current().id());
  }

  @Test void withoutAHintEveryNodeHasItsTurn() {
    Stream<String> visited = Stream.generate(() -> {
      finder.turnTo(null);
      return finder.current().id();
    });

    assertEquals("n2 n3 n1 n2", String.join(" ", visited.limit(4).toList()));
  }

  // A leader whose disk is behind names itself; a stranger may name anybody.
  @Test void aHintThatLeadsNowhereIsNone() {
    finder.turnTo("n1");
    String afterItself = finder.current().id();
    finder.turnTo("n9");
    String afterAStranger = finder.current().id();

    assertEquals("n2", afterItself);
    assertEquals("n3", afterAStranger);
  }

  @Test void waitsLongerEachTimeUntilSomebodyAnswers() {
    Stream<Integer> waits = Stream.generate(() -> finder.turnTo(null));
    assertEquals("[5, 10, 15, 15, 15]",
        waits.limit(5).toList().toString());

    finder.works();

    assertEquals(5, finder.turnTo(null));
  }
}
