package lab.cli;

import java.util.List;
import java.util.Random;
import raft.cli.Arguments;
import raft.cli.Exit;
import raft.cli.LocalCluster;
import raft.cli.Option;
import raft.cli.Subcommand;
import raft.cli.Terminal;
import raft.client.NothingDoneException;
import raft.node.ClusterConfig;

/** {@code lab churn}: kills at random, under load, and nothing may be lost. */
final class ChurnCommand implements Subcommand {
  private final int quietMillis;

  ChurnCommand() {
    this(30_000);
  }

  /** @param quietMillis see {@link Churn} */
  ChurnCommand(int quietMillis) {
    this.quietMillis = quietMillis;
  }

  @Override public String name() {
    return "churn";
  }

  @Override public String words() {
    return "";
  }

  @Override public String summary() {
    return "kill random nodes under load, then look for what was lost";
  }

  @Override public String details() {
    return """
        Eight clients append to values that they share, and read them at any
        node, while nodes are killed (SIGKILL) and frozen (SIGSTOP), at times
        all at once, and leaders hand over. Each read must see what was
        acknowledged or read before it began. Then all nodes are started
        again, and everything is read back: each acknowledged append must be
        there once, in its client's order, and all logs equal.
        A violation is told, the exit status is 1, and the data is kept.
        With --changes three more nodes wait to be added, and the members change
        at random: to five, to three others, to all others, without the leader.
        With --seed the schedule is shown first; the same seed gives the same.
        Nodes run at free ports with data in a temporary directory.""";
  }

  @Override public List<Option> options() {
    return List.of(Option.CONFIG,
        new Option("seconds", "N", "how long (120)"),
        new Option("seed", "N", "of the schedule (a random one)"),
        new Option("changes", null, "change the members meanwhile"));
  }

  @Override public String example() {
    return "lab churn --seconds 20 --seed 7";
  }

  @Override public int run(Arguments arguments, Terminal terminal)
      throws Exception {
    ClusterConfig config = LocalCluster.playable(arguments.config());
    int seconds = (int) arguments.number("seconds", 1, 86_400, 120);
    long seed = arguments.number("seed", 0, Long.MAX_VALUE,
        new Random().nextInt(1_000_000));
    List<String> later = arguments.has("changes")
        ? ChurnChanger.later(config) : List.of();
    try (LocalCluster cluster = new LocalCluster(config, later, "off",
        (node, line) -> {})) {
      List<ChurnSchedule.PlannedFault> faults =
          ChurnSchedule.of(seed, cluster.everyId(), 1000 * seconds);
      announce(faults, seed, seconds, arguments, terminal);
      List<String> violations =
          new Churn(cluster, faults, seed, terminal, quietMillis)
              .run(1000 * seconds);
      if (violations.isEmpty()) return Exit.DONE;
      violations.forEach(violation -> terminal.say("VIOLATION: " + violation));
      terminal.say("the data is kept in " + cluster.keepDirectory());
      return Exit.NO;
    } catch (NothingDoneException e) {
      terminal.complain("the churn did not begin: " + e.getMessage());
      return Exit.NOTHING_DONE;
    }
  }

  private static void announce(List<ChurnSchedule.PlannedFault> faults,
      long seed, int seconds, Arguments arguments, Terminal terminal) {
    terminal.say(("seed %d: %d faults in %d seconds; the same again: build/lab"
        + " churn --seed %d --seconds %d%s").formatted(seed, faults.size(),
        seconds, seed, seconds, arguments.has("changes") ? " --changes" : ""));
    if (arguments.has("seed")) faults.forEach(fault -> terminal.say("  " + fault));
  }
}
