package lab.cli;

import java.util.List;
import raft.cli.Program;

/** The program {@code lab}: experiments on the same servers. */
public final class Lab {
  public static final Program PROGRAM = new Program("lab", List.of(
      "lab: experiments on the Raft that 'raft' runs;"
          + " 'lab help COMMAND' tells more"), List.of(
      new SimCommand(),
      new PlayCommand(),
      new BrokenCommand(),
      new HuntCommand(),
      new ExerciseCommand(),
      new GradeCommand(),
      new QuizCommand(),
      new Figure16Command(),
      new FiguresCommand(),
      new ChurnCommand(),
      new BenchCommand(),
      new MaelstromCommand()));

  private Lab() {}

  public static void main(String[] line) {
    PROGRAM.main(line);
  }
}
