package lab.quiz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import lab.check.Property;
import lab.quiz.AnswerFile.NoteAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands in a file of answers, and what may not stand there. */
class AnswersReaderTest {
  private static final String HEAD = "# Answers: X\n## Answer\n### 1\nSo it is.\n";

  private static AnswerFile read(String text) {
    return AnswerFile.parse("x.md", text.lines().toList());
  }

  private static Question only(String block) {
    List<Question> questions =
        read(HEAD + "```quiz\n" + block + "\n```\n").questions();
    assertEquals(1, questions.size());
    return questions.get(0);
  }

  @Test void anAnswerHasItsSectionItsNameAndItsText() {
    AnswerFile answers = read("""
        # Answers: X
        For whoever teaches.
        ## Watch
        ### Step (c)
        It waits.

        ```text
        # no heading
        ```
        ## Answer
        ### 2
        No.""");

    assertEquals(new AnswerFile("Answers: X", List.of(
        new NoteAnswer("Watch", "Step (c)",
            "It waits.\n\n```text\n# no heading\n```", List.of()),
        new NoteAnswer("Answer", "2", "No.", List.of()))), answers);
  }

  @Test void whatStandsAboveABlockSinceTheLastExplainsIt() {
    AnswerFile answers = read(HEAD + """
        ```quiz
        ask: How many?
        number: 1
        ```
        And twice that is two.

        ```quiz
        ask: And twice that?
        number: 2
        ```
        The end.""");

    assertEquals(List.of(
        new Question("How many?", new WholeNumber(1), "So it is."),
        new Question("And twice that?", new WholeNumber(2),
            "And twice that is two.")), answers.questions());
    assertEquals("So it is.\nAnd twice that is two.\n\nThe end.",
        answers.answers().get(0).text());
  }

  @Test void aLineThatBeginsWithABlankGoesOn() {
    Question question = only("""
        ask: Which
          of them?
        a) this
        b) that,
          or so
        right: b""");

    assertEquals(new Question("Which of them?",
        new Choice(List.of("this", "that, or so"), 1), "So it is."), question);
  }

  @Test void aScheduleNamesItsMutantItsPromiseAndItsModel() {
    Question question = only("""
        ask: Write one.
        mutant: L4-half
        breaks: Election Safety
        within: 12 commands
        model: test/scenarios/x.txt""");

    assertEquals(new Schedule("L4-half", Property.ELECTION_SAFETY, 12,
        "test/scenarios/x.txt"), question.expected());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      ''                                          | 0: the file is empty
      ## Answer                                   | 1: '## Answer' is not
      text                                        | 1: the first line is not
      # X;## Ask                                  | 2: '## Ask' is not
      # X;### 1                                   | 2: '### 1' is not expected
      # X;# Y                                     | 2: '# Y' is not expected
      # X;## Answer;text                          | 3: this is below no '###
      # X;## Answer;### 1                         | 3: there is no answer to 1
      # X;## Answer;### 1;### 2;text              | 4: there is no answer to 1
      # X;## Answer;```quiz;```                   | 3: a quiz stands below
      # X;## Answer;### 1;```quiz;ask: a;```      | 6: no explanation stands
      # X;## Answer;### 1;text;```quiz;ask: a     | 6: the last block has no
      # X;## Answer;### 1;```text                 | 4: the last block has no
      """)
  void whatIsNotInItsPlaceIsToldWithItsLine(String text, String complaint) {
    QuizException wrong = assertThrows(QuizException.class,
        () -> read(text.replace(';', '\n')));

    assertStarts("x.md:" + complaint, wrong.getMessage());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      ask: a                     | 5: it has [ask], and should have [ask, number]
      ask: a;number: 1;right: a  | 5: it has [ask, number, right], and should
      ask: a;number: 1;a) x      | 5: it has [ask, number] and choices, and
      ask: a;number: one         | 5: one is no whole number
      ask: a;ask: b              | 7: ask is there twice
      ask: a;a) x;c) y           | 8: this choice should be b)
      ask: a;a) x;right: a       | 5: there is nothing to choose from
      ask: a;a) x;b) y;right: c  | 5: the right one is none of [a, b]
      ask: a;a) x;b) y;right: ab | 5: the right one is none of [a, b]
      ask: a;what                | 7: 'what' is neither 'KEY: VALUE' nor
      ; more                     | 6: '' is neither 'KEY: VALUE' nor
      ask: a;mutant: m;breaks: No;within: 9 commands;model: f | 5: there is no pr
      ask: a;mutant: m;breaks: Log Matching;within: 9;model: f | 5: within: must
      ask: a;mutant: m;breaks: Log Matching;model: f  | 5: it has [ask, breaks, mo
      """)
  void aBlockThatIsNotWholeIsToldWithItsLine(String block, String complaint) {
    QuizException wrong = assertThrows(QuizException.class,
        () -> only(block.replace(';', '\n')));

    assertStarts("x.md:" + complaint, wrong.getMessage());
  }

  @Test void aBlockBeginsWithNoLineThatGoesOn() {
    QuizException wrong =
        assertThrows(QuizException.class, () -> only("  more"));

    assertEquals("x.md:6: there is no line before, to go on with",
        wrong.getMessage());
  }

  private static void assertStarts(String start, String text) {
    assertEquals(start, text.substring(0, Math.min(text.length(),
        start.length())), text);
  }
}
