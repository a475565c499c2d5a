package lab.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lab.figure16.Figure16;
import raft.cli.Arguments;
import raft.cli.Exit;
import raft.cli.Option;
import raft.cli.Subcommand;
import raft.cli.Terminal;
import raft.cli.UsageException;

/** {@code lab figure-16}: how long a cluster is without a leader. */
final class Figure16Command implements Subcommand {
  @Override public String name() {
    return "figure-16";
  }

  @Override public String words() {
    return "";
  }

  @Override public String summary() {
    return "crash leaders by the thousand, as in the paper's figure";
  }

  @Override public String details() {
    return """
        A leader of five crashes at a random moment after a heartbeat, and two
        of the other four have too short a log to follow it: how long until
        there is a new one? In virtual time, with the servers that run in a
        node; drawn as in the paper, with its numbers beside ours. The exit
        status is 1 if one of them is not within its tolerance, as may be if
        there are few trials.""";
  }

  @Override public String example() {
    return "lab figure-16 --trials 100 --seed 2";
  }

  @Override public List<Option> options() {
    return List.of(
        new Option("trials", "N", "crashes a line (1000)"),
        new Option("seed", "N", "of all that is random (1)"),
        new Option("svg", "DIR", "draw it as DIR/figure-16.svg, too"));
  }

  @Override public int run(Arguments arguments, Terminal terminal)
      throws Exception {
    long seed = arguments.number("seed", 0, Long.MAX_VALUE, 1);
    int trials = (int) arguments.number("trials", 10, 100_000, Figure16.TRIALS);
    Path directory = directory(arguments);
    terminal.complain("some seconds for " + trials + " crashes a line ...");
    Figure16 figure = Figure16.measure(seed, trials);
    figure.text().forEach(terminal::say);
    if (directory != null) {
      Files.writeString(directory.resolve("figure-16.svg"), figure.svg());
    }
    if (trials < Figure16.TRIALS) {
      terminal.say("The tolerances are for " + Figure16.TRIALS + " trials, as"
          + " many as the paper has; with fewer the worst case is luck.");
    }
    return status(figure);
  }

  static int status(Figure16 figure) {
    return figure.isAsInThePaper() ? Exit.DONE : Exit.NO;
  }

  /** Where to draw it; null if nowhere. */
  private static Path directory(Arguments arguments) {
    if (!arguments.has("svg")) return null;
    Path directory = Path.of(arguments.get("svg"));
    if (Files.isDirectory(directory)) return directory;
    throw new UsageException("--svg: there is no directory " + directory
        + "; make it first, or name another");
  }
}
