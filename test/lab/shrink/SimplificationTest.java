package lab.shrink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import lab.shrink.Simplification.MessageCommand;

class SimplificationTest {
  private static final int ENOUGH = 100_000; // commands

  /** Message by message, as a transcript says it, with other numbers. */
  private static final List<String> DETAILED = List.of("timeout s3",
      "hold RequestVote s3 -> s2 as m5", "hold RequestVote s3 -> s1 as m4",
      "release RequestVote s3 -> s1 as m4", "hold Reply s1 -> s3 as m6",
      "release Reply s1 -> s3 as m6", "propose s3 x=7",
      "hold AppendEntries s3 -> s2 as m7",
      "release AppendEntries s3 -> s2 as m7", "hold Reply s2 -> s3 as m8",
      "release Reply s2 -> s3 as m8", "crash s3", "crash s2", "wipe s2",
      "restart s2", "timeout s1", "hold RequestVote s1 -> s2 as m9",
      "release RequestVote s1 -> s2 as m9", "hold Reply s2 -> s1 as m10",
      "release Reply s2 -> s1 as m10");

  @Test void messagesThatNeedNotWaitAreDeliveredAtOnce() {
    Trials trials = Lost.trials(ENOUGH, DETAILED);

    new Simplification(trials).straighten();

    assertEquals(List.of("timeout s3", "drop RequestVote s3 -> s2",
        "deliver RequestVote s3 -> s1", "deliver Reply s1 -> s3",
        "propose s3 x=7", "deliver AppendEntries s3 -> s2",
        "deliver Reply s2 -> s3", "crash s3", "crash s2", "wipe s2",
        "restart s2", "timeout s1", "deliver RequestVote s1 -> s2",
        "deliver Reply s2 -> s1"), trials.best());
  }

  @Test void whatBelongsTogetherBecomesOneCommand() {
    Trials trials = Lost.trials(ENOUGH, DETAILED);
    Simplification simplification = new Simplification(trials);
    simplification.straighten();
    new Reduction(trials).leaveOutStretches();

    simplification.combine();
    simplification.number();

    assertEquals(Lost.SHORT, trials.best());
  }

  @Test void aNewClientMayProposeInstead() {
    Trials trials = Lost.trials(ENOUGH, List.of("elect s1 term 1 by s2",
        "propose s1 x=5", "propose s1 x=5 again", "exchange s1 -> s3",
        "crash s1 s3", "wipe s3", "restart s3", "elect s2 term 2 by s3"));
    Simplification simplification = new Simplification(trials);

    simplification.straighten();
    simplification.number();

    assertEquals(List.of("propose s1 x=1", "propose s1 x=2"),
        trials.best().subList(1, 3));
  }

  @Test void serversAndValuesAreNumberedAsTheyAppear() {
    Trials trials = Lost.trials(ENOUGH, List.of("elect s3 term 1 by s1",
        "propose s3 x=9", "propose s3 x=4", "propose s3 x=9 again",
        "exchange s3 -> s2", "crash s3 s2", "wipe s2", "restart s2",
        "elect s1 term 2 by s2"));

    new Simplification(trials).number();

    assertEquals(List.of("elect s1 term 1 by s2", "propose s1 x=1",
        "propose s1 x=2", "propose s1 x=1 again", "exchange s1 -> s3",
        "crash s1 s3", "wipe s3", "restart s3", "elect s2 term 2 by s3"),
        trials.best());
  }

  @Test void serversAreNumberedAsTheyAppear() {
    List<String> lines = Simplification.inOrder(List.of("nodes 5",
        "elect s4 term 1 by s1 s2", "exchange s4 -> s2", "crash s5"));

    assertEquals(List.of("nodes 5", "elect s1 term 1 by s2 s3",
        "exchange s1 -> s3", "crash s4"), lines);
  }

  @Test void aCommandAboutOneMessageIsRead() {
    MessageCommand message =
        MessageCommand.of("hold RequestVote s1 -> s3 as m7");

    assertTrue(message.is("hold"));
    assertEquals("RequestVote s1 -> s3", message.route());
    assertEquals(" as m7", message.label());
    assertEquals("s1 -> s3", message.link());
    assertEquals("Reply s3 -> s1", message.reply());
  }

  @Test void aMessageNeedsNoLabel() {
    assertEquals("", MessageCommand.of("drop Reply s2 -> s1").label());
  }

  @Test void anotherCommandIsAboutTheSameMessage() {
    MessageCommand message = MessageCommand.of("hold Reply s2 -> s1 as m7");

    assertEquals("deliver Reply s2 -> s1", message.with("deliver"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"elect s1 term 1 by s2", "exchange s1 -> s2",
      "silence s1 -> s2", "drop Reply s2", "hold Reply s1 -> s2 s3", ""})
  void otherCommandsAreNotAboutAMessage(String line) {
    assertNull(MessageCommand.of(line));
  }
}
