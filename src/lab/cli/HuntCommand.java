package lab.cli;

import java.io.IOException;
import java.util.List;
import lab.hunt.Hunt;
import raft.cli.Arguments;
import raft.cli.Exit;
import raft.cli.Option;
import raft.cli.Subcommand;
import raft.cli.Terminal;

/** {@code lab hunt}: one rule is broken, and a person finds out which. */
final class HuntCommand implements Subcommand {
  @Override public String name() {
    return "hunt";
  }

  @Override public String words() {
    return "";
  }

  @Override public String summary() {
    return "find out which rule is broken, in ten rounds";
  }

  @Override public String details() {
    return """
        In each round the servers have one mistake, a patch of lab-notes/broken
        whose name is held back. Run them (sim), play scenarios with them, look
        at what they do (trace, picture), and name the rule by its label: L4.
        Then the mistake is shown, with a short schedule that tells right from
        wrong. The same seed brings the same ten. The words are read from
        stdin; help tells them.""";
  }

  @Override public String example() {
    return "lab hunt --seed 2";
  }

  @Override public List<Option> options() {
    return List.of(
        new Option("seed", "N", "of the choice of mutants (1)"),
        new Option("rounds", "N", "how many rounds (10)"));
  }

  @Override public int run(Arguments arguments, Terminal terminal)
      throws IOException {
    long seed = arguments.number("seed", 0, Long.MAX_VALUE, 1);
    int rounds = (int) arguments.number("rounds", 1, 50, 10);
    try (Hunt hunt = Hunt.begin(terminal.project(), seed, rounds,
        terminal::say)) {
      terminal.say("Type help for the words.");
      while (!hunt.isOver()) {
        if (terminal.typed()) {
          terminal.out().print(hunt.prompt());
          terminal.out().flush();
        }
        String line = terminal.in().readLine();
        if (line == null) break;
        hunt.take(line);
      }
      terminal.say("");
      terminal.say(hunt.score() + " Another hunt: lab hunt --seed "
          + (seed + 1));
    }
    return Exit.DONE;
  }
}
