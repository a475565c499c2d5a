package raft.cli;

import java.util.List;
import java.util.Optional;
import raft.node.ClusterConfig;
import raft.node.Frame.MembersReply;

/** {@code raft members}: who belongs to the cluster, and a change of that. */
final class MembersCommand implements Subcommand {
  private static final int PATIENCE_MILLIS = 1000;
  private static final int CATCH_UP_MILLIS = 60_000;

  @Override public String name() {
    return "members";
  }

  @Override public String words() {
    return "[CHANGE...]";
  }

  @Override public String summary() {
    return "show who belongs to the cluster, or change it";
  }

  @Override public String details() {
    return """
        members                     who belongs to it, and who catches up
        members add n4=PEER,CLIENT  these too, with their two addresses
        members remove n2           all but these, who may be gone already
        members set n1,n3,n5        these and no others, in one step; those that
                                    are new with their addresses, as for add
        A node that is to be added runs already: 'raft help node' tells how. It
        first gets the log, without a vote, and is given up after --timeout.
        Done means that the change is committed. It is safe to ask again for the
        same: what is under way is joined, what is done is told.
        Status 1 if it makes no sense (nobody is left), 3 if nothing was
        changed, 4 if the change may yet happen.""";
  }

  @Override public String example() {
    return "raft members";
  }

  @Override public List<Option> options() {
    return List.of(Option.CONFIG, new Option("timeout", "MS",
        "how long new ones may take to catch up (" + CATCH_UP_MILLIS + ")"));
  }

  @Override public int run(Arguments arguments, Terminal terminal)
      throws InterruptedException {
    ClusterConfig config = arguments.config();
    if (arguments.words().isEmpty()) {
      return show(config, (int) arguments.number("timeout", 1, 3_600_000,
          PATIENCE_MILLIS), terminal);
    }
    WantedMembers wanted = WantedMembers.of(arguments.words());
    int millis = (int) arguments.number("timeout", 1, 3_600_000,
        CATCH_UP_MILLIS);
    return new MembersChange(config, wanted, millis, terminal).make();
  }

  private static int show(ClusterConfig config, int millis, Terminal terminal)
      throws InterruptedException {
    MembersPoll.Found found = MembersPoll.take(config, millis);
    Optional<MembersReply> best = found.best();
    if (best.isEmpty()) {
      terminal.complain("nobody knows: " + found.trouble());
      return Exit.NOTHING_DONE;
    }
    MembersTable.lines(best.get()).forEach(terminal::say);
    return Exit.DONE;
  }
}
