package lab.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import lab.quiz.AnswerFile;
import lab.quiz.QuizException;
import raft.cli.Arguments;
import raft.cli.Exit;
import raft.cli.Option;
import raft.cli.Subcommand;
import raft.cli.Terminal;
import raft.cli.UsageException;
import raft.text.NearestWord;

/** {@code lab quiz}: the questions of a lab note, asked and judged. */
final class QuizCommand implements Subcommand {
  @Override public String name() {
    return "quiz";
  }

  @Override public String words() {
    return "[NOTE]";
  }

  @Override public String summary() {
    return "answer a lab note's questions, and hear what is right";
  }

  @Override public String details() {
    return """
        NOTE is the name of a lab note, or its number; without it the notes
        are listed, and how many questions each has. An answer is a line: a
        number, a letter, or the name of a file with a schedule that you have
        written. A schedule is performed, in servers with the mistake that
        the question names and in servers without it. If it is wrong, mend
        the file and type its name again. An empty line leaves a question
        out. The status is 1 if an answer was wrong.""";
  }

  @Override public String example() {
    return "lab quiz figure-8";
  }

  @Override public List<Option> options() {
    return List.of();
  }

  @Override public int run(Arguments arguments, Terminal terminal)
      throws IOException {
    Path project = terminal.project();
    List<String> notes = AnswerFile.names(project);
    try {
      if (!arguments.words().isEmpty()) {
        String note = find(arguments.word(0), notes);
        return new Quiz(AnswerFile.read(project, note), terminal).run();
      }
      for (String note : notes) {
        terminal.say("%-26s %2d questions".formatted(note,
            AnswerFile.read(project, note).questions().size()));
      }
      return Exit.DONE;
    } catch (QuizException wrong) {
      throw new UsageException(wrong.getMessage());
    }
  }

  /** The note of this name, with or without its number, or of this number. */
  private static String find(String word, List<String> notes) {
    for (String note : notes) {
      String[] parts = note.split("-", 2); // such as 05 and figure-8
      boolean meant = word.equals(note) || word.equals(parts[1])
          || word.equals(parts[0]) || ("0" + word).equals(parts[0]);
      if (meant) return note;
    }
    throw new UsageException("there is no lab note " + word
        + "; did you mean " + NearestWord.to(word, notes)
        + "? 'lab quiz' lists them");
  }
}
