package raft.cli;

import java.io.IOException;
import java.util.List;
import raft.client.KvClient;
import raft.node.ClusterConfig;

/** {@code raft shell}: the words of the store, one after the other. */
final class ShellCommand implements Subcommand {
  @Override public String name() {
    return "shell";
  }

  @Override public String words() {
    return "";
  }

  @Override public String summary() {
    return "type put, get and the others at a prompt";
  }

  @Override public String details() {
    return """
        The prompt shows who leads, and in which term. A word may stand in "",
        with the escapes of JSON ("\\u0000", "two words"), or in ''. The words
        may also come from a file or a pipe; then there is no prompt. The end
        of the input, or exit, ends it with the status of the last word.
        """ + Shell.WORDS;
  }

  @Override public String example() {
    return "printf 'put x \"a b\"\\nget x\\n' | raft shell";
  }

  @Override public List<Option> options() {
    return List.of(Option.CONFIG, Option.TIMEOUT);
  }

  @Override public int run(Arguments arguments, Terminal terminal)
      throws IOException, InterruptedException {
    ClusterConfig config = arguments.config();
    try (KvClient client = new KvClient(config, arguments.timeout())) {
      return new Shell(config, client, terminal).run();
    }
  }
}
