package lab.quiz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lab.quiz.Verdict.Result;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each question of the quiz knows its right answer from a wrong one. */
class ModelsTest {
  private static final Path PROJECT = Path.of("").toAbsolutePath();

  @TempDir Path folder;

  static List<Question> questions() throws IOException {
    List<Question> all = new ArrayList<>();
    for (String name : AnswerFile.names(PROJECT)) {
      all.addAll(AnswerFile.read(PROJECT, name).questions());
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("questions")
  void itsOwnAnswerIsRight(Question question) {
    Verdict verdict = question.expected().judge(question.expected().model(),
        PROJECT);

    assertEquals(Verdict.RIGHT, verdict);
  }

  @ParameterizedTest
  @MethodSource("questions")
  void anyOtherAnswerIsWrong(Question question) throws IOException {
    for (String other : others(question.expected())) {
      Verdict verdict = question.expected().judge(other, PROJECT);

      assertEquals(Result.WRONG, verdict.result(), other);
    }
  }

  private List<String> others(Expected expected) throws IOException {
    if (expected instanceof WholeNumber number) {
      return List.of("" + (number.right() + 1), "" + (number.right() - 1));
    }
    if (expected instanceof Choice) {
      List<String> letters = new ArrayList<>(expected.shown().stream()
          .map(line -> line.substring(0, 1)).toList());
      letters.remove(expected.model());
      return letters;
    }
    Path quiet = Files.writeString(folder.resolve("quiet.txt"),
        "timeout s1\n");
    return List.of(quiet.toString());
  }
}
