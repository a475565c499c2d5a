package lab.quiz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file of answers: those to one lab note. Immutable.
 *
 * @param title   of the file, which names the note
 * @param answers in the order of the file
 */
public record AnswerFile(String title, List<NoteAnswer> answers) {
  static final String FOLDER = "lab-notes/answers";
  private static final String SUFFIX = ".md";

  /**
   * The answer to one of a note's questions.
   *
   * @param section   of the note: {@code Watch}, {@code Answer}, {@code Break it}
   * @param name      of the question: its number, or the title of its item
   * @param text      the whole answer, without the blocks of the quiz
   * @param questions the blocks of the quiz
   */
  public record NoteAnswer(String section, String name, String text,
      List<Question> questions) {
    public NoteAnswer {
      questions = List.copyOf(questions);
    }
  }

  public AnswerFile {
    answers = List.copyOf(answers);
  }

  /** The names of all files, without {@code .md}, in order. */
  public static List<String> names(Path project) throws IOException {
    try (Stream<Path> files = Files.list(project.resolve(FOLDER))) {
      return files.map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(SUFFIX))
          .map(file -> file.substring(0, file.length() - SUFFIX.length()))
          .sorted().toList();
    }
  }

  /** @throws QuizException names the file and the line that cannot be read */
  public static AnswerFile read(Path project, String name) throws IOException {
    String file = FOLDER + "/" + name + SUFFIX;
    return parse(file, Files.readAllLines(project.resolve(file)));
  }

  /** @param file for complaints */
  static AnswerFile parse(String file, List<String> lines) {
    return new AnswersReader(file).read(lines);
  }

  /** Those that can be asked, in the order of the file. */
  public List<Question> questions() {
    return answers.stream().flatMap(each -> each.questions().stream()).toList();
  }
}
