package lab.hunt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import lab.broken.InMutant.Script;
import lab.broken.SmallProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mutant in a process of its own, and what can go wrong in there. */
class MutantProcessTest {
  private static final String MUTANT = "RV1-grants-older-term";
  private static final Script ELECTION =
      new Script("election.txt", "elect s1 term 1 by s2\n");

  @TempDir Path folder;

  /** A question that may take this many seconds. */
  private static MutantTask play(long seconds) {
    return new MutantTask(MutantTask.Action.PLAY, 0, 0, ELECTION, seconds);
  }

  @Test void oneThatLoopsIsEndedAndTheNextQuestionIsAskedOfANewOne()
      throws IOException {
    SmallProject.copy(MUTANT, "src/raft/Figure2.java", "role = LEADER;",
        "role = LEADER; while (role == LEADER) leaderId = me;", folder);
    try (MutantProcess process = new MutantProcess(MUTANT, folder)) {
      Observation first = process.ask(play(5));
      Observation second = process.ask(play(5));

      assertEquals(List.of("No answer after 5 s: a server may loop. It was"
          + " ended."), first.told());
      assertEquals(first, second);
    }
  }

  @Test void whatCannotBeCompiledIsNoMutant() throws IOException {
    SmallProject.copy(MUTANT, "src/raft/Figure2.java", "package raft;",
        "package raft; nonsense", folder);
    try (MutantProcess process = new MutantProcess(MUTANT, folder)) {
      Observation seen = process.ask(play(30));

      assertEquals(List.of("The process of the mutant ended by itself."),
          seen.told());
    }
  }

  @Test void oneThatIsWellAnswersInItsTurn() throws IOException {
    try (MutantProcess process = new MutantProcess(MUTANT, Path.of(""))) {
      Observation played = process.ask(play(60));
      Observation unplayable = process.ask(MutantTask.play(
          new Script("strange.txt", "dance s1\n")));

      assertEquals(null, played.broken());
      assertTrue(played.trace().contains("elect s1 term 1 by s2"));
      assertTrue(unplayable.told().get(0).startsWith("strange.txt:1: "),
          unplayable.told().toString());
    }
  }
}
