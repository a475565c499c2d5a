package house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lab.quiz.AnswerFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each question of a lab note has an answer, and no answer is without a
 * question: those of its section Answer by their numbers, and each item of
 * Watch and Break it that asks something by its title.
 */
class AnswersTest {
  private static final Path NOTES = Project.root().resolve("lab-notes");

  // "3. Why" and "- **Step (c).** Why", and the lines that go on with them.
  private static final Pattern NUMBERED = Pattern.compile("(\\d+)[.] .*");
  private static final Pattern TITLED =
      Pattern.compile("(?:- )?[*]{2}(.*?)[.:?]?[*]{2}.*");

  static List<String> notes() throws IOException {
    try (Stream<Path> files = Files.list(NOTES)) {
      return files.map(file -> file.getFileName().toString())
          .filter(name -> name.matches("\\d\\d-.*[.]md")).sorted()
          .map(name -> name.replace(".md", "")).toList();
    }
  }

  static List<String> answered() throws IOException {
    return AnswerFile.names(Project.root());
  }

  /** The questions of a note: {@code Answer 3}, {@code Watch Step (c)}. */
  static List<String> questions(List<String> note) {
    List<String> questions = new ArrayList<>();
    String section = "";
    String item = null; // that has asked nothing yet
    for (String line : note) {
      if (line.startsWith("#")) item = null;
      if (line.startsWith("## ")) section = line.substring(3);
      Matcher named = (section.equals("Answer") ? NUMBERED : TITLED)
          .matcher(line);
      if (named.matches()) item = section + " " + named.group(1);
      boolean asks = item != null && (section.equals("Answer")
          || asked(section) && line.contains("?"));
      if (asks) {
        questions.add(item);
        item = null;
      }
    }
    return questions;
  }

  private static boolean asked(String section) {
    return section.equals("Watch") || section.equals("Break it");
  }

  @ParameterizedTest
  @MethodSource("answered")
  void eachQuestionHasAnAnswerAndEachAnswerAQuestion(String name)
      throws IOException {
    List<String> questions =
        questions(Project.lines(NOTES.resolve(name + ".md")));

    List<String> answers = AnswerFile.read(Project.root(), name).answers()
        .stream()
        .map(answer -> answer.section() + " " + answer.name()).toList();

    assertEquals(questions, answers);
  }

  @Test void eachNoteThatAsksHasAnswersAndNoOther() throws IOException {
    List<String> asking = notes().stream().filter(name ->
        !questions(Project.lines(NOTES.resolve(name + ".md"))).isEmpty())
        .toList();

    assertEquals(asking, answered());
  }

  @ParameterizedTest
  @MethodSource("answered")
  void atLeastTwoAnswersOfANoteCanBeChecked(String name) throws IOException {
    assertTrue(AnswerFile.read(Project.root(), name).questions().size() >= 2);
  }

  @ParameterizedTest
  @MethodSource("answered")
  void theTitleNamesTheNote(String name) throws IOException {
    String note = Project.lines(NOTES.resolve(name + ".md")).get(0);

    String title = AnswerFile.read(Project.root(), name).title();

    assertEquals("# " + title, note.replace("# ", "# Answers: "));
  }

  // ---- The rod is measured too -------------------------------------------

  @Test void aQuestionIsFoundByItsNumberOrTitle() {
    List<String> note = """
        # Figure 0
        Why?
        ## Watch
        - **Step (c).** Nothing is asked here.
        - **Step (d):** it goes on,
          and then asks: why?
          And why?
        - **Step (e)** asks nothing.
        ### Why so?
        ## Answer
        1. Say why.
        2. Why
           not?
        ## Break it
        1. No question.
        **Which one?** Say it.
        ## More
        1. Why?
        - **This:** why?""".lines().toList();

    assertEquals(List.of("Watch Step (d)", "Answer 1", "Answer 2",
        "Break it Which one"), questions(note));
  }
}
