package raft.cli;

import java.util.List;
import raft.sim.Plan;
import raft.sim.Run;
import raft.sim.Speed;
import raft.sim.Tunnel;

/** {@code raft sim}: the same servers in a seeded world, with checkers. */
final class SimCommand implements Command {
  @Override public String name() {
    return "sim";
  }

  @Override public String words() {
    return "";
  }

  @Override public String summary() {
    return "run the servers in a simulated world full of faults";
  }

  @Override public String details() {
    return """
        A seed is a world: so many nodes, clients and faults, drawn once. The
        same seed gives the same run, bit for bit, here and anywhere; the hash
        shows it. Checkers look after every event. With --seeds many are run,
        on all cores, until one breaks a promise: then the exit status is 1,
        and the command that runs it once more is shown.""";
  }

  @Override public List<Option> options() {
    return List.of(
        new Option("seed", "N", "run this one (1), or begin with this one"),
        new Option("seeds", "N", "run so many"),
        new Option("seconds", "S", "simulated, before all heals (30)"),
        new Option("show", null, "show every event of the one seed"),
        new Option("speed", null, "measure how fast the tunnel is"));
  }

  @Override public String example() {
    return "raft sim --seeds 1000";
  }

  @Override public int run(Arguments arguments, Terminal terminal)
      throws Exception {
    Tunnel tunnel = new Tunnel(terminal::say);
    long seed = arguments.number("seed", 0, Long.MAX_VALUE, 1);
    long millis = 1000 * arguments.number("seconds", 1, 100_000,
        Plan.MILLIS / 1000);
    if (arguments.has("speed")) {
      new Speed(terminal::say).measure();
      return Exit.DONE;
    }
    if (!arguments.has("seeds")) {
      return status(tunnel.seed(seed, millis, arguments.has("show")));
    }
    long seeds = arguments.number("seeds", 1, Integer.MAX_VALUE, 1);
    int cores = Runtime.getRuntime().availableProcessors();
    return status(tunnel.seeds(seed, seeds, millis, cores));
  }

  /** The run that broke a promise, or one that did not, or none. */
  private static int status(Run run) {
    return run == null || run.isClean() ? Exit.DONE : Exit.NO;
  }
}
