package lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import lab.script.Step;
import org.junit.jupiter.api.Test;
import raft.cli.FakeTerminal;

/** A step a page; where the page can be turned, forwards and back. */
class WalkTest {
  private static final Step FIRST = new Step(2, List.of("Two lines,", ""),
      "timeout s1", List.of("s1 t1 candidate | starts election (F2)"),
      List.of("s1 t1 candidate votes for s1 |", "s2 is down, disk t0 |"), 3);
  private static final Step SECOND = new Step(3, List.of(), "elect s1 term 1",
      List.of("s1 t1 leader   | becomes leader (C2)"),
      List.of("s1 t1 leader    votes for s1 |"), 5);
  private static final Step LAST = new Step(5, List.of(), "no-op off",
      List.of(), List.of(), 5);
  private static final String PAGE_1 = """
      # Two lines,
      #
      1/3  timeout s1
          s1 t1 candidate | starts election (F2)

      s1 t1 candidate votes for s1 |
      s2 is down, disk t0 |
      (A log: [2] is an entry of term 2, known to be committed; (2) is not.)
      """;
  private static final String PAGE_2 = """
      2/3  elect s1 term 1
          s1 t1 leader   | becomes leader (C2)

      s1 t1 leader    votes for s1 |
      """;
  private static final String PAGE_3 = """
      3/3  no-op off
      """;
  private static final String PROMPT = "Enter: on   b: back   q: end > ";

  private static void walk(FakeTerminal terminal) throws IOException {
    new Walk(List.of(FIRST, SECOND, LAST), terminal.terminal()).run();
  }

  /** The pages that were shown one in the place of the other, in order. */
  private static List<String> pages(FakeTerminal terminal) {
    String[] shown = terminal.out().replaceFirst("^\33\\[2J", "")
        .split("\33\\[H");
    assertEquals("", shown[0]);
    return Arrays.stream(shown).skip(1)
        .map(page -> page.replaceAll("\33\\[(K|J|[0-9;]*m)", "")).toList();
  }

  private static FakeTerminal typing(String... lines) {
    return new FakeTerminal().typed().screen().input(lines);
  }

  @Test void goesOnToTheLastStepAndStaysThere() throws IOException {
    FakeTerminal terminal = typing("", "", "", "q");

    walk(terminal);

    assertEquals(List.of(PAGE_1 + PROMPT, PAGE_2 + PROMPT, PAGE_3 + PROMPT,
        PAGE_3 + PROMPT + "\n"), pages(terminal));
  }

  @Test void goesBackToTheFirstStepAndStaysThere() throws IOException {
    FakeTerminal terminal = typing("", "b", "b", "", "q");

    walk(terminal);

    assertEquals(List.of(PAGE_1 + PROMPT, PAGE_2 + PROMPT, PAGE_1 + PROMPT,
        PAGE_1 + PROMPT, PAGE_2 + PROMPT + "\n"), pages(terminal));
  }

  @Test void endsAtOnceIfThatIsWished() throws IOException {
    FakeTerminal terminal = typing("q", "", "");

    walk(terminal);

    assertEquals(List.of(PAGE_1 + PROMPT + "\n"), pages(terminal));
  }

  @Test void aLineMeansWhatItsFirstLetterMeans() throws IOException {
    FakeTerminal terminal = typing("  ", "Back", "what", "quit", "");

    walk(terminal);

    assertEquals(List.of(PAGE_1 + PROMPT, PAGE_2 + PROMPT, PAGE_1 + PROMPT,
        PAGE_1 + PROMPT + "\n"), pages(terminal)); // "what" means nothing
  }

  @Test void endsWhenNothingMoreIsTyped() throws IOException {
    FakeTerminal terminal = new FakeTerminal().typed().screen();

    walk(terminal);

    assertEquals(List.of(PAGE_1 + PROMPT + "\n"), pages(terminal));
  }

  @Test void aServersLineHasItsRolesColour() throws IOException {
    FakeTerminal terminal = typing("", "q");

    walk(terminal);

    String shown = terminal.out();
    assertTrue(shown.contains("    \33[33ms1 t1 candidate | starts"), shown);
    assertTrue(shown.contains("\33[31ms2 is down, disk t0 |\33[0m"), shown);
    assertTrue(shown.contains("\33[1;32ms1 t1 leader    votes"), shown);
    assertFalse(shown.contains("m2/3"), shown);
  }

  @Test void allStepsStandOneBelowTheOtherInAFile() throws IOException {
    FakeTerminal file = new FakeTerminal().typed();

    walk(file);

    assertEquals(PAGE_1 + "\n" + PAGE_2 + "\n" + PAGE_3, file.out());
  }

  @Test void allStepsAreShownAtOnceIfNobodyTypes() throws IOException {
    FakeTerminal screen = new FakeTerminal().screen();

    walk(screen);

    assertEquals(List.of(PAGE_1, PAGE_2, PAGE_3), pages(screen));
  }

  @Test void withoutAStepNothingIsShown() throws IOException {
    FakeTerminal terminal = typing("");

    new Walk(List.of(), terminal.terminal()).run();

    assertEquals("", terminal.out());
  }

  // ---- What only looks is no step --------------------------------------

  private static Step step(String command, String... remarks) {
    return new Step(1, List.of(remarks), command, List.of("told by " + command),
        List.of(), 1);
  }

  private static String printed(Step... steps) throws IOException {
    FakeTerminal file = new FakeTerminal();
    new Walk(List.of(steps), file.terminal()).run();
    return file.out().replaceFirst("\\(A log.*\n", "");
  }

  @Test void stateAndExpectAreNoSteps() throws IOException {
    String printed = printed(step("crash s1"), step("state"),
        step("expect down s1"), step("restart s1"));

    assertTrue(printed.contains("1/2  crash s1"), printed);
    assertTrue(printed.contains("2/2  restart s1"), printed);
    assertFalse(printed.contains("state"), printed);
  }

  @Test void aRemarkOnHowAllStandIsOnThePageThatShowsIt() throws IOException {
    String printed = printed(step("crash s1"), step("state", "It is down."),
        step("restart s1", "It comes back."), step("expect up s1", "It is."));

    assertEquals("""
        1/2  crash s1
            told by crash s1
        # It is down.

        # It comes back.
        2/2  restart s1
            told by restart s1
            told by expect up s1
        # It is.
        """, printed);
  }

  @Test void aRemarkBeforeAnExpectationSpeaksOfTheStepThatFollowsIt()
      throws IOException {
    String printed = printed(step("crash s1"), step("state"),
        step("state", "Now it comes back."), step("restart s1"));

    assertTrue(printed.contains("# Now it comes back.\n2/2  restart s1"),
        printed);
  }

  @Test void aScenarioThatOnlyLooksHasOneStep() throws IOException {
    String printed = printed(step("expect no leader", "Nothing yet."),
        step("state"));

    assertTrue(printed.startsWith("# Nothing yet.\n1/1  expect no leader\n"),
        printed);
  }
}
