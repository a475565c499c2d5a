package lab.shrink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class RewritingTest {
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

    new Rewriting(trials).straighten();

    assertEquals(List.of("timeout s3", "drop RequestVote s3 -> s2",
        "deliver RequestVote s3 -> s1", "deliver Reply s1 -> s3",
        "propose s3 x=7", "deliver AppendEntries s3 -> s2",
        "deliver Reply s2 -> s3", "crash s3", "crash s2", "wipe s2",
        "restart s2", "timeout s1", "deliver RequestVote s1 -> s2",
        "deliver Reply s2 -> s1"), trials.best());
  }

  @Test void whatBelongsTogetherBecomesOneCommand() {
    Trials trials = Lost.trials(ENOUGH, DETAILED);
    Rewriting rewriting = new Rewriting(trials);
    rewriting.straighten();
    new Reduction(trials).leaveOutStretches();

    rewriting.combine();
    rewriting.number();

    assertEquals(Lost.SHORT, trials.best());
  }

  @Test void aNewClientWillDo() {
    Trials trials = Lost.trials(ENOUGH, List.of("elect s1 term 1 by s2",
        "propose s1 x=5", "propose s1 x=5 again", "exchange s1 -> s3",
        "crash s1 s3", "wipe s3", "restart s3", "elect s2 term 2 by s3"));
    Rewriting rewriting = new Rewriting(trials);

    rewriting.straighten();
    rewriting.number();

    assertEquals(List.of("propose s1 x=1", "propose s1 x=2"),
        trials.best().subList(1, 3));
  }

  @Test void serversAndWishesAreNumberedAsTheyAppear() {
    Trials trials = Lost.trials(ENOUGH, List.of("elect s3 term 1 by s1",
        "propose s3 x=9", "propose s3 x=4", "propose s3 x=9 again",
        "exchange s3 -> s2", "crash s3 s2", "wipe s2", "restart s2",
        "elect s1 term 2 by s2"));

    new Rewriting(trials).number();

    assertEquals(List.of("elect s1 term 1 by s2", "propose s1 x=1",
        "propose s1 x=2", "propose s1 x=1 again", "exchange s1 -> s3",
        "crash s1 s3", "wipe s3", "restart s3", "elect s2 term 2 by s3"),
        trials.best());
  }
}
