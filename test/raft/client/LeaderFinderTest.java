package raft.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import raft.node.Frame.Welcome;

class LeaderFinderTest {
  private final FakeNodes nodes = new FakeNodes(null, null, null);
  private final LeaderFinder finder = new LeaderFinder(nodes.config());

  @AfterEach void close() {
    nodes.close();
  }

  private void learn(String members, long index) {
    finder.learn(new Welcome("n1", 1, members, index));
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

  @Test void membersThatItLearnsComeFirst() {
    finder.turnTo("n2");

    learn("n2=127.0.0.1:1,127.0.0.1:2 n4=127.0.0.1:3,127.0.0.1:4", 0);

    assertEquals("n2", finder.current().id());
    assertEquals(2, finder.current().client().getPort(), "where it is now");
    Stream<String> visited = Stream.generate(() -> {
      finder.turnTo(null);
      return finder.current().id();
    });
    assertEquals("n4 n1 n3 n2", String.join(" ", visited.limit(4).toList()));
  }

  @Test void aServerWithoutAddressesTeachesNothing() {
    learn("n1 n4 -> n2 n5", 7);
    finder.learn(new Welcome("n1", 1));

    assertFalse(finder.knows("n4"));
    assertFalse(finder.knows("n5"));
    assertTrue(finder.knows("n3"));
  }

  // A removed node that still runs tells of the time before.
  @Test void aLowerIndexTeachesNothing() {
    learn("n2=127.0.0.1:1,127.0.0.1:2", 9);

    learn("n2=127.0.0.1:3,127.0.0.1:4 n4=127.0.0.1:5,127.0.0.1:6", 8);

    finder.turnTo("n2");
    assertEquals(2, finder.current().client().getPort());
    assertFalse(finder.knows("n4"));
  }

  @Test void whoIsNoMemberAnyMoreAndNotInTheFileIsForgotten() {
    learn("n4=127.0.0.1:3,127.0.0.1:4 n5=127.0.0.1:5,127.0.0.1:6", 7);

    learn("n5=127.0.0.1:5,127.0.0.1:6", 9);

    assertFalse(finder.knows("n4"));
    assertTrue(finder.knows("n5"));
    assertTrue(finder.knows("n3"));
  }

  @Test void whoTellsThatItWasRemovedItselfIsStillTheOneThatIsAsked() {
    learn("n4=127.0.0.1:3,127.0.0.1:4", 7);
    finder.turnTo("n4");

    learn("n5=127.0.0.1:5,127.0.0.1:6", 9);

    assertEquals("n4", finder.current().id());
  }

  // n1 has stepped down, n2 was removed with it and has not heard of that.
  @Test void aHintBackToWhoKnowsNothingDoesNotKeepTheOthersFromTheirTurn() {
    finder.turnTo(null); // n1, so n2
    finder.turnTo("n1");

    finder.turnTo(null);

    assertEquals("n3", finder.current().id());
  }

  @Test void waitsLongerEachTimeUntilSomebodyAnswers() {
    Stream<Integer> waits = Stream.generate(() -> finder.turnTo(null));
    assertEquals("[5, 10, 20, 40, 50]",
        waits.limit(5).toList().toString());

    finder.works();

    assertEquals(5, finder.turnTo(null));
  }

  @Test void whoeverWasAnsweredFollowsTheNextHintAtOnceToo() {
    finder.turnTo("n3");
    finder.works();

    assertEquals(0, finder.turnTo("n1"));
  }

  @Test void aHintIsFollowedAtOnceButNotTwoInARow() {
    int first = finder.turnTo("n3");
    int second = finder.turnTo("n1");
    int third = finder.turnTo("n2");

    assertEquals(0, first);
    assertEquals(5, second);
    assertEquals(0, third);
  }

  // The dead leader that all others still name.
  @Test void whoHasJustFailedIsNotTheNextToBeAsked() {
    finder.turnTo(null); // n1, so n2
    finder.turnTo("n3");

    finder.turnTo(null);

    assertEquals("n1", finder.current().id());
  }

  @Test void withoutAnotherNodeToTurnToAHintIsWaitedFor() {
    LeaderFinder stays = new LeaderFinder(nodes.config(), true);

    assertEquals(5, stays.turnTo("n3"));
    assertEquals("n1", stays.current().id());
  }
}
