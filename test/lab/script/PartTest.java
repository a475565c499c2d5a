package lab.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A scenario's comments make the parts that a picture of it shows. */
class PartTest {
  private static final String TEXT = """
      # A figure: what it shows.
      nodes 3
      logs s1=1,1        # (x)
      logs s2=1          # short

      # (a) "It leads."
      elect s1 term 2
      expect leader s1 term 2

      # It is killed.
      crash s1
      state

      # (c) Nobody leads.
      expect no leader
      """;

  private static Play play(String text) {
    return Play.of(Scenario.parse("test", text));
  }

  @Test void aPartHasItsCommentsOwnLabelOrItsNumber() {
    List<Part> parts = play(TEXT).parts();

    assertEquals(List.of("(a)", "2", "(c)"),
        parts.stream().map(Part::label).toList());
    assertEquals("It is killed.", parts.get(1).text());
  }

  @Test void aPartEndsWithTheLastEventOfItsLastCommand() {
    Play play = play(TEXT);

    List<Part> parts = play.parts();

    assertEquals(play.events().size(), parts.get(1).last());
    assertTrue(parts.get(0).last() < parts.get(1).last());
  }

  @Test void whatOnlyLooksEndsWhereItIs() {
    List<Part> parts = play(TEXT).parts();

    assertEquals(parts.get(1).last(), parts.get(2).last());
  }

  @Test void theTitleIsNotRepeatedInTheFirstPart() {
    List<Part> parts = play("# A title.\ntimeout s1\n# More.\ntimeout s1\n")
        .parts();

    assertEquals(List.of("", "More."),
        parts.stream().map(Part::text).toList());
  }

  @Test void aLogIsCalledAsItsCommentCallsIt() {
    assertEquals(Map.of("s1", "(x)"), play(TEXT).labels());
  }
}
