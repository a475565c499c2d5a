package raft.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import raft.client.KvClient;
import raft.node.ClusterConfig;
import raft.text.NearestWord;

/**
 * Reads words and does them, until the input ends. A word that fails is
 * reported and does not end it: leaders come and go while a person types.
 */
final class Shell {
  static final String WORDS = """
      Words: put KEY VALUE, get KEY, delete KEY, append KEY VALUE,
      cas KEY OLD NEW, keys, call JSON, status, help, exit""";
  private static final int PATIENCE_MILLIS = 300;

  private final ClusterConfig config;
  private final KvClient client;
  private final Terminal terminal;

  Shell(ClusterConfig config, KvClient client, Terminal terminal) {
    this.config = config;
    this.client = client;
    this.terminal = terminal;
  }

  /** Returns the exit status of the last word. */
  int run() throws IOException, InterruptedException {
    int status = Exit.DONE;
    while (true) {
      prompt();
      String line = terminal.in().readLine();
      if (line == null) return end(status);
      if (line.strip().equals("exit")) return status;
      if (!line.isBlank()) status = obey(line);
    }
  }

  /** Ctrl-D leaves the cursor after the prompt. */
  private int end(int status) {
    if (terminal.typed()) terminal.complain("");
    return status;
  }

  /** On stderr, since stdout is for results. */
  private void prompt() throws InterruptedException {
    if (!terminal.typed()) return;
    String leader = StatusPoll
        .leader(StatusPoll.take(config, 0, PATIENCE_MILLIS))
        .map(status -> status.node() + " t" + status.term())
        .orElse("no leader");
    terminal.err().print(leader + "> ");
    terminal.err().flush();
  }

  private int obey(String line) throws InterruptedException {
    try {
      Words.refuseMangled(line);
      List<String> words = Words.of(line);
      return obey(words.get(0), words.subList(1, words.size()));
    } catch (UsageException e) {
      terminal.complain(e.getMessage());
      return Exit.USAGE;
    }
  }

  private int obey(String first, List<String> rest)
      throws InterruptedException {
    return switch (first) {
      case "status" -> StatusCommand.once(config, terminal);
      case "help" -> help();
      default -> find(first, rest.size()).execute(client, rest, terminal);
    };
  }

  private int help() {
    terminal.complain(WORDS);
    return Exit.DONE;
  }

  private static KvWords find(String first, int given) {
    List<String> known = new ArrayList<>(List.of("status", "help", "exit"));
    for (KvWords word : KvWords.values()) {
      known.add(word.word());
      if (!word.word().equals(first)) continue;
      if (word.arity() == given) return word;
      throw new UsageException("write: " + first + " " + word.words);
    }
    throw new UsageException("there is no word " + first + "; did you mean "
        + NearestWord.to(first.toLowerCase(Locale.ROOT), known) + "?");
  }
}
