package raft.cli;

import java.util.List;
import java.util.Optional;
import raft.client.Handshake;
import raft.client.NothingDoneException;
import raft.client.RefusedCommandException;
import raft.client.UnknownOutcomeException;
import raft.json.Json;
import raft.node.ClusterConfig;
import raft.node.Frame.ClientReply;

/** {@code raft transfer}: another node leads. */
final class TransferCommand implements Subcommand {
  private static final int ROUND_MILLIS = 500;
  private static final int PAUSE_MILLIS = 100;

  @Override public String name() {
    return "transfer";
  }

  @Override public String words() {
    return "[NODE]";
  }

  @Override public String summary() {
    return "make this node the leader, or any but the one that is";
  }

  @Override public String details() {
    return """
        The leader takes no commands for a moment, brings that node up to date,
        and tells it to start an election at once. It gives up after an election
        timeout, and leads on. Without NODE it chooses one. A node that is
        stopped with SIGTERM does the same by itself.
        Status 1 if it leads on, 3 if no leader was found in time, 4 if the
        transfer may yet happen.""";
  }

  @Override public String example() {
    return "raft transfer n2";
  }

  @Override public List<Option> options() {
    return List.of(Option.CONFIG, Option.TIMEOUT);
  }

  @Override public int run(Arguments arguments, Terminal terminal)
      throws InterruptedException {
    String target = arguments.words().isEmpty() ? null : arguments.word(0);
    try {
      return transfer(arguments.config(), target, arguments.timeout(),
          terminal);
    } catch (NothingDoneException | RefusedCommandException e) {
      terminal.complain("nothing was done: " + e.getMessage());
      return Exit.NOTHING_DONE;
    } catch (UnknownOutcomeException e) {
      terminal.complain("outcome unknown: " + e.getMessage()
          + "; raft status shows who leads");
      return Exit.UNKNOWN;
    }
  }

  private static int transfer(ClusterConfig config, String target, int millis,
      Terminal terminal) throws InterruptedException {
    long deadline = System.nanoTime() + millis * 1_000_000L;
    while (true) {
      MembersPoll.Found found = MembersPoll.take(config, ROUND_MILLIS);
      String why = found.trouble();
      Optional<MembersPoll.NodeMembers> leader = found.leader();
      if (leader.isPresent()) {
        String id = leader.get().node().id();
        try {
          ClientReply reply = Handshake.transfer(config, leader.get().node(),
              target, millis);
          if (isFinal(reply, id)) return told(reply, terminal);
          why = reply.why();
        } catch (NothingDoneException e) {
          why = e.getMessage(); // it has just ended: another one will lead
        }
      }
      if (System.nanoTime() > deadline) throw new NothingDoneException(why);
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  /** Whether to stop asking; not if the node that was asked leads no more. */
  private static boolean isFinal(ClientReply reply, String asked) {
    return !reply.outcome().equals(ClientReply.REFUSED)
        || asked.equals(reply.leader());
  }

  private static int told(ClientReply reply, Terminal terminal) {
    switch (reply.outcome()) {
      case ClientReply.APPLIED -> {
        terminal.say(Json.object(reply.answer().text()).get("leader")
            .getAsString() + " leads");
        return Exit.DONE;
      }
      case ClientReply.UNKNOWN -> throw new UnknownOutcomeException(reply.why());
      default -> {
        terminal.complain("no: " + reply.why());
        return Exit.NO;
      }
    }
  }
}
