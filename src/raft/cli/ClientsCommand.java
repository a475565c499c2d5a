package raft.cli;

import java.util.List;
import raft.client.ClientSession;
import raft.client.KvClient;
import raft.client.NothingDoneException;
import raft.client.RefusedCommandException;
import raft.client.UnknownOutcomeException;
import raft.kv.Sessions;

/** {@code raft clients}: whom the cluster remembers, and what of them. */
final class ClientsCommand implements Subcommand {
  @Override public String name() {
    return "clients";
  }

  @Override public String words() {
    return "";
  }

  @Override public String summary() {
    return "list the sessions of all clients";
  }

  @Override public String details() {
    return """
        Of each client the cluster remembers its last command, by its serial,
        and the answer to it: so a command that is sent again is not executed
        again.
        last serial   of its last command; 0 if it has only registered
        others since  how many others of its kind were used after that. The
                      names that the cluster gives, client-1001 and so on, are
                      one kind; names that users choose, the other. At %d it
                      is forgotten: time does not count, the log does
        kept answer   of that command, if it changed something; the answer of
                      a read is not kept, and long ones not for ever
        Sorted by name; a thousand at a time are asked for, so what is used
        meanwhile may not be counted.
        Status 0 if they are listed, 3 if there was no answer."""
        .formatted(Sessions.MOST_OF_A_KIND);
  }

  @Override public List<Option> options() {
    return List.of(Option.CONFIG, Option.TIMEOUT,
        new Option("json", null, "one JSON object a line instead of a table"));
  }

  @Override public int run(Arguments arguments, Terminal terminal) {
    try (KvClient client =
        new KvClient(arguments.config(), arguments.timeout())) {
      List<ClientSession> sessions = client.sessions();
      if (arguments.has("json")) {
        sessions.forEach(each -> terminal.say(each.json().toString()));
      } else {
        table(sessions, terminal);
      }
      return Exit.DONE;
    } catch (RefusedCommandException e) {
      terminal.complain("refused: " + e.getMessage());
      return Exit.USAGE;
    } catch (NothingDoneException | UnknownOutcomeException e) {
      terminal.complain("nothing was read, and reading changes nothing: "
          + e.getMessage());
      return Exit.NOTHING_DONE;
    }
  }

  private static void table(List<ClientSession> sessions, Terminal terminal) {
    int width = "client".length();
    for (ClientSession each : sessions) {
      width = Math.max(width, each.client().length());
    }
    String row = "%-" + width + "s  %11s  %12s  %13s";
    terminal.say(row.formatted("client", "last serial", "others since",
        "kept answer"));
    for (ClientSession each : sessions) {
      terminal.say(row.formatted(each.client(), each.serial(), each.since(),
          each.answerBytes() == 0 ? "-" : each.answerBytes() + " bytes"));
    }
  }
}
