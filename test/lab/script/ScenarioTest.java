package lab.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static lab.script.Playing.play;
import static lab.script.Playing.rehearse;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import lab.broken.InMutant.ScenarioResult;

/** How a file is read, compared and written anew. */
class ScenarioTest {
  private static final String VOTE = """
      # Only a vote.
      timeout s1
      deliver RequestVote s1 -> s2   # and no answer
      ----
      s1 t1 candidate | starts election with an empty log (F2)
      s2 t1 follower | sees a newer term (A2)
      s2 t1 follower | votes for s1 (RV2)
      """;

  @Test void whatHappensAsItSaysIsRewrittenAsItIs() {
    Play play = play(VOTE);

    assertEquals(List.of(), play.complaints());
    assertEquals(VOTE, play.rewritten());
  }

  @Test void aTraceThatDiffersIsShownBesideWhatWasExpected() {
    Play play = play(VOTE.replace("votes for s1", "votes for s3"));

    assertEquals(List.of("x.txt:4: not as it stands under its ----",
        "expected: s2 t1 follower | votes for s3 (RV2)",
        "traced:   s2 t1 follower | votes for s1 (RV2)"), play.complaints());
    assertEquals(VOTE, play.rewritten());
  }

  @Test void whereRulesActOtherwiseItTellsWhichOnBothSides() {
    assertEquals(List.of(), play(VOTE.replace("for s1 (", "for s1, gladly ("))
        .rulesAmiss());
    assertEquals(List.of(Set.of("RV2")),
        play(VOTE.replace("votes for", "refuses")).rulesAmiss());
    assertEquals(List.of(Set.of("RV1", "RV2")),
        play(VOTE.replace("(RV2)", "(RV1)")).rulesAmiss());
    assertEquals(List.of(Set.of("RV2")),
        play(VOTE.replaceAll(".*RV2.*\n", "")).rulesAmiss());
    assertEquals(List.of(Set.of("AE1")),
        play(VOTE + "\nstate\n----\nit refuses (AE1)\n").rulesAmiss());
  }

  @Test void whatCannotBeDoneIsAmissByTheRulesThatDoNotFollow() {
    Play play = play(VOTE.replace("----", "expect leader s1\n----")
        + "s1 t1 leader | becomes leader (C2)\n");

    assertEquals("expect leader s1", play.stoppedAt());
    assertEquals(List.of(Set.of("C2")), play.rulesAmiss());
  }

  @Test void aTraceThatIsTooShortOrTooLongDiffersToo() {
    Play longer = play(VOTE + "s3 wins\n");
    Play shorter = play(VOTE.substring(0, VOTE.lastIndexOf("s2 t1")));

    assertEquals("traced:   nothing more", longer.complaints().get(2));
    assertEquals("expected: nothing more", shorter.complaints().get(1));
  }

  @Test void whereATraceDiffersTheScenarioGoesOn() {
    Play play = play("timeout s1\n----\nnonsense\n\nexpect role s1 leader\n");

    assertEquals(4, play.complaints().size());
    assertTrue(play.complaints().get(3).startsWith("x.txt:5: "));
    assertEquals("expect role s1 leader", play.stoppedAt());
  }

  @Test void aStepKnowsItsLineItsRemarksAndHowAllStood() {
    Step step = play(VOTE).steps().get(1);

    assertEquals(3, step.line());
    assertEquals("deliver RequestVote s1 -> s2", step.command());
    assertEquals(List.of("and no answer"), step.remarks());
    assertEquals("s2 t1 follower  votes for s1 |", step.nodes().get(1));
    assertEquals(2, step.traced().size());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "# Figure 8: \"A time;# sequence\";nodes 5 | Figure 8;\"A time sequence\"",
      "# For the mutant of P1. It;# fails.;nodes 3 | For the mutant of P1;It"
          + " fails.",
      "# MIT 6.5840, in small | MIT 6.5840, in small",
      "nodes 3;# late | figure 8"})
  void itsTitleIsItsFirstCommentOrElseItsFile(String text, String title) {
    Scenario scenario = Scenario.parse("test/scenarios/figure-8.txt",
        text.replace(';', '\n'));

    assertEquals(title.replace(';', '\n'), scenario.title());
  }

  @Test void itNamesTheMutantThatItIsAbout() {
    String text = "# Broken.\nmutant L4-no-term-check # no rule\nnodes 5\n";

    assertEquals("L4-no-term-check", Scenario.parse("a", text).mutant());
    assertNull(Scenario.parse("a", VOTE).mutant());
  }

  // ---- Broken promises -------------------------------------------------

  private static final String ALONE = """
      mutant C2-half
      nodes 2
      timeout s1
      """;

  @Test void aBrokenPromiseThatWasNotExpectedIsAComplaint()
      throws IOException {
    ScenarioResult performance = rehearse(ALONE);

    assertEquals("Elected By Majority", performance.broken());
    assertTrue(performance.complaints().contains("x.txt: at its end a"
        + " promise is broken, and no 'expect violation' says so"));
  }

  @Test void afterABrokenPromiseNothingElseCanBeDone() throws IOException {
    ScenarioResult performance = rehearse(ALONE + "state\n");

    String first = performance.complaints().get(0);
    assertTrue(first.startsWith("x.txt:4: 'state': a promise is broken"),
        first);
    assertNull(performance.rewritten());
  }

  @Test void afterOneThatWasExpectedItGoesOn() throws IOException {
    String more = "expect violation ELECTED_BY_MAJORITY\nstate\n";

    ScenarioResult performance = rehearse(ALONE + more);

    assertEquals(5, performance.steps().size());
    assertTrue(rehearse(performance.rewritten()).isAsExpected());
  }

  @Test void logsThatNoRaftWritesAreRefused() {
    Play play = play("logs s1=1,2 s2=2,2\ntimeout s1\n");

    String complaint = play.complaints().get(0);
    assertTrue(complaint.startsWith(
        "x.txt:2: no Raft writes such logs: "), complaint);
    assertEquals(List.of(), play.events());
  }
}
