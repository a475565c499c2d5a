package lab.quiz;

import java.util.ArrayList;
import java.util.List;
import lab.quiz.AnswerFile.NoteAnswer;

/** Reads a file of answers, line by line, once. */
final class AnswersReader {
  private static final List<String> SECTIONS =
      List.of("Watch", "Answer", "Break it");
  private static final String QUIZ = "```quiz";
  private static final String FENCE = "```";

  private final String file;
  private final List<NoteAnswer> answers = new ArrayList<>();
  private String title; // null before the first line
  private String section; // null before the first of them
  private String name; // of the answer; null while in none
  private final StringBuilder text = new StringBuilder(); // of the answer
  private final List<Question> questions = new ArrayList<>(); // of the answer
  private int explained; // up to where the text explained a question
  private QuestionBlock block; // null while in none
  private boolean fenced; // in a block of another kind
  private int number; // of the line

  /** @param file for complaints */
  AnswersReader(String file) {
    this.file = file;
  }

  AnswerFile read(List<String> lines) {
    for (String line : lines) {
      number++;
      take(line.stripTrailing());
    }
    if (block != null || fenced) throw wrong("the last block has no end");
    endAnswer();
    if (title == null) throw wrong("the file is empty");
    return new AnswerFile(title, answers);
  }

  private void take(String line) {
    if (block != null) takeQuiz(line);
    else if (!fenced && line.equals(QUIZ)) beginQuiz();
    else if (!fenced && line.matches("#+ .*")) takeHeading(line);
    else takeText(line);
  }

  private void takeHeading(String line) {
    String words = line.replaceFirst("#+ ", "");
    if (title == null && line.startsWith("# ")) {
      title = words;
    } else if (line.startsWith("## ") && SECTIONS.contains(words)) {
      endAnswer();
      section = words;
    } else if (line.startsWith("### ") && section != null) {
      endAnswer();
      name = words;
    } else {
      throw wrong("'" + line + "' is not expected here: first comes '# TITLE',"
          + " then '## SECTION', one of " + SECTIONS + ", then '### QUESTION'");
    }
  }

  private void takeText(String line) {
    if (title == null) throw wrong("the first line is not '# TITLE'");
    if (line.startsWith(FENCE)) fenced = !fenced;
    if (name != null) text.append(line).append('\n');
    else if (section != null && !line.isEmpty()) {
      throw wrong("this is below no '### QUESTION'");
    }
  }

  private void endAnswer() {
    if (name == null) return;
    String whole = text.toString().strip();
    if (whole.isEmpty()) throw wrong("there is no answer to " + name);
    answers.add(new NoteAnswer(section, name, whole, questions));
    name = null;
    text.setLength(0);
    questions.clear();
    explained = 0;
  }

  private void beginQuiz() {
    if (name == null) throw wrong("a quiz stands below its answer");
    block = new QuestionBlock(file, number);
  }

  private void takeQuiz(String line) {
    if (!line.equals(FENCE)) {
      block.take(line, number);
      return;
    }
    String explanation = text.substring(explained).strip();
    if (explanation.isEmpty()) throw wrong("no explanation stands above it");
    questions.add(block.question(explanation));
    explained = text.length();
    block = null;
  }

  private QuizException wrong(String why) {
    return new QuizException(file + ":" + number + ": " + why);
  }
}
