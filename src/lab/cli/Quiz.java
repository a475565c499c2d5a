package lab.cli;

import java.io.IOException;
import java.util.List;
import lab.quiz.AnswerFile;
import lab.quiz.Expected;
import lab.quiz.Question;
import lab.quiz.Verdict;
import raft.cli.Exit;
import raft.cli.Terminal;

/** One round of questions, asked of a person or a program. */
final class Quiz {
  private static final int COLUMNS = 80;

  private final String title;
  private final List<Question> questions;
  private final Terminal terminal;
  private int right;
  private int wrong;
  private boolean ended; // the input

  Quiz(AnswerFile answers, Terminal terminal) {
    title = answers.title();
    questions = answers.questions();
    this.terminal = terminal;
  }

  /**
   * Asks one after the other, until the last or the end of the input.
   *
   * @return the exit status
   */
  int run() throws IOException {
    terminal.say(title);
    for (int i = 0; i < questions.size() && !ended; i++) {
      terminal.say("");
      say("%d/%d  %s".formatted(i + 1, questions.size(),
          questions.get(i).ask()));
      ask(questions.get(i));
    }
    terminal.say("");
    terminal.say("%d of %d right, %d wrong".formatted(right, questions.size(),
        wrong));
    return wrong == 0 ? Exit.DONE : Exit.NO;
  }

  private void ask(Question question) throws IOException {
    question.expected().shown().forEach(this::say);
    Verdict.Result last = answer(question.expected());
    if (last == Verdict.Result.RIGHT) right++;
    if (last == Verdict.Result.WRONG) wrong++;
    if (ended && last == null) return;
    if (last != Verdict.Result.RIGHT) {
      say("Right is: " + question.expected().model());
    }
    terminal.say("");
    say(question.explanation());
  }

  /** What came of it in the end; null if it was left out. */
  private Verdict.Result answer(Expected expected) throws IOException {
    Verdict.Result last = null;
    while (true) {
      String typed = typed();
      if (typed.isEmpty()) return last;
      Verdict verdict = expected.judge(typed, terminal.project());
      say(verdict.toString());
      if (verdict.result() == Verdict.Result.UNCLEAR) continue;
      last = verdict.result();
      if (last == Verdict.Result.RIGHT || !expected.maybeMended()) return last;
    }
  }

  /** The next line; empty at the end of the input. */
  private String typed() throws IOException {
    if (terminal.typed()) {
      terminal.out().print("> ");
      terminal.out().flush();
    }
    String line = terminal.in().readLine();
    ended = line == null;
    return ended ? "" : line.strip();
  }

  private void say(String text) {
    Paragraphs.fit(text, COLUMNS).forEach(terminal::say);
  }
}
