package lab.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import lab.course.Exercise;
import lab.course.ExerciseFolder;
import raft.cli.Arguments;
import raft.cli.Exit;
import raft.cli.Option;
import raft.cli.Subcommand;
import raft.cli.Terminal;
import raft.cli.UsageException;
import raft.text.NearestWord;

/** {@code lab exercise}: Raft with some rules blank, to be written. */
final class ExerciseCommand implements Subcommand {
  @Override public String name() {
    return "exercise";
  }

  @Override public String words() {
    return "LAB [DIR]";
  }

  @Override public String summary() {
    return "lay out a project with the rules of a lab blank";
  }

  @Override public String details() {
    return """
        Copies this project into DIR (build/exercises/LAB if none is named) and
        takes the rules of the lab out: each is a method with the paper's
        sentence and its label, and nothing else. It compiles at once. LAB is
        log, elections, replication, commitment, persistence, clients,
        snapshots, membership, reads or calm; the solution is this project.""";
  }

  @Override public String example() {
    return "lab exercise replication my-raft";
  }

  @Override public List<Option> options() {
    return List.of();
  }

  @Override public int run(Arguments arguments, Terminal terminal)
      throws IOException {
    Exercise lab = lab(arguments.word(0), terminal);
    Path folder = arguments.words().size() > 1 ? Path.of(arguments.word(1))
        : terminal.project().resolve("build/exercises").resolve(lab.name());
    ExerciseFolder exercise = new ExerciseFolder(terminal.project(), folder);
    if (exercise.isTaken()) {
      throw new UsageException(folder + " is there already, and not empty;"
          + " name a new folder: DIR=...");
    }
    if (exercise.isInsideTheProject()) {
      throw new UsageException(folder + " is inside of what is copied into it;"
          + " name a folder elsewhere: DIR=...");
    }
    exercise.layOut(lab);
    exercise.guide(lab).forEach(terminal::say);
    return Exit.DONE;
  }

  static Exercise lab(String name, Terminal terminal) throws IOException {
    if (!Exercise.NAMES.contains(name)) {
      throw new UsageException("there is no lab " + name + "; did you mean "
          + NearestWord.to(name, Exercise.NAMES) + "? They are "
          + String.join(", ", Exercise.NAMES));
    }
    return Exercise.read(terminal.project(), name);
  }
}
