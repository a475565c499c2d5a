package raft.cli;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import raft.client.Answer;
import raft.client.KvClient;
import raft.client.NothingDoneException;
import raft.client.RefusedCommandException;
import raft.client.UnknownOutcomeException;
import raft.json.Json;
import raft.json.JsonException;
import raft.text.Text;

/**
 * The words of the key-value store: each is a command of its own ({@code raft
 * put x 1}) and a word of the shell ({@code put x 1}), with the same words, the
 * same answers and the same exit status.
 */
enum KvWords {
  PUT("KEY VALUE", "set a key's value", "raft put x 1"),
  GET("KEY", "print a key's value", "raft get x"),
  DELETE("KEY", "delete a key", "raft delete x"),
  APPEND("KEY VALUE", "append to a key's value", "raft append x 2"),
  CAS("KEY OLD NEW", "set a key's value to NEW if it is OLD",
      "raft cas x 2 3"),
  KEYS("", "print all keys, sorted", "raft keys"),
  CALL("JSON", "send any command of the application",
      "raft call '{\"op\":\"keys\",\"after\":\"a\",\"limit\":10}'");

  private static final int LONGEST_QUOTE = 200;
  private static final List<Option> OPTIONS = List.of(Option.CONFIG,
      Option.TIMEOUT, Option.CLIENT, Option.SERIAL);

  private static final List<Option> READ_OPTIONS = List.of(Option.CONFIG,
      Option.TIMEOUT,
      new Option("read", "HOW", "index, log or local (index); see above"),
      new Option("at", "NODE", "ask this node and no other"));

  private static final String READ_DETAILS = """
      By --read index nothing is written: the leader makes sure that it still
      leads, and the node that is asked waits until it has applied as much. By
      log it is a command like any other. Both are linearizable. By local a node
      says at once what it has applied, which may be out of date: with --at you
      see what that node knows.
      Status 1: no such key. Status 3: no answer in time.""";

  private static final String DETAILS = """
      Finds the leader and tries until there is an answer. Status 1 is an
      answer too: no such key, or cas found another value. Status 3 says that
      nothing was done and nothing will be, 4 that it may have happened or may
      yet: then the same words with --client and --serial, as the message says,
      are safe to send again.
      A word that begins with -- goes after --: raft put -- --key --value""";

  final String words;
  final String summary;
  private final String example;

  KvWords(String words, String summary, String example) {
    this.words = words;
    this.summary = summary;
    this.example = example;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How many words must follow. */
  int arity() {
    return words.isEmpty() ? 0 : words.split(" ").length;
  }

  private boolean takesValue() {
    return words.endsWith(" VALUE");
  }

  // ---- doing it --------------------------------------------------------

  /** Executes this word; whatever happens is said, and is the status. */
  int execute(KvClient client, List<String> args, Terminal terminal) {
    try {
      return this == KEYS ? printKeys(client, terminal)
          : print(this == GET ? client.query(command(args))
              : client.execute(command(args)), terminal);
    } catch (RefusedCommandException e) {
      terminal.complain("refused: " + e.getMessage());
      return Exit.USAGE;
    } catch (NothingDoneException e) {
      terminal.complain("nothing was done: " + e.getMessage());
      return Exit.NOTHING_DONE;
    } catch (UnknownOutcomeException e) {
      if (isRead()) return unanswered(e, terminal);
      terminal.complain("outcome unknown: " + e.getMessage());
      if (e.isWorthRepeating()) terminal.complain(advice(client));
      return Exit.UNKNOWN;
    }
  }

  /** Whether it changes nothing, so that nothing can have happened. */
  private boolean isRead() {
    return this == GET || this == KEYS;
  }

  private int unanswered(UnknownOutcomeException e, Terminal terminal) {
    terminal.complain("nothing was read, and reading changes nothing: "
        + e.getMessage());
    return Exit.NOTHING_DONE;
  }

  private String advice(KvClient client) {
    return "Sent once more with --client " + client.name() + " --serial "
        + (client.nextSerial() - 1) + " it will not be executed twice, and you"
        + " will learn what became of it: raft " + word() + " ...";
  }

  private JsonObject command(List<String> args) {
    return switch (this) {
      case PUT, APPEND -> json("key", args.get(0), "value", args.get(1));
      case GET, DELETE -> json("key", args.get(0));
      case CAS -> json("key", args.get(0), "old", args.get(1), "new",
          args.get(2));
      case KEYS -> json();
      case CALL -> parse(args.get(0));
    };
  }

  private JsonObject json(String... fields) {
    return KvClient.command(word(), fields);
  }

  private static JsonObject parse(String text) {
    try {
      return Json.object(text); // as strictly as a node
    } catch (JsonException e) {
      throw new RefusedCommandException("not a JSON object: "
          + Text.shortened(text, LONGEST_QUOTE) + " (" + e.getMessage()
          + ")");
    }
  }

  private int print(Answer answer, Terminal terminal) {
    if (!answer.isOk()) {
      terminal.complain("no: " + answer.why());
      return Exit.NO;
    }
    terminal.say(switch (this) {
      case GET -> answer.needed("value");
      case CALL -> answer.json().toString();
      default -> "ok";
    });
    return Exit.DONE;
  }

  private int printKeys(KvClient client, Terminal terminal) {
    client.keys().forEach(terminal::say);
    return Exit.DONE;
  }

  // ---- as commands -----------------------------------------------------

  static List<Subcommand> commands() {
    return Arrays.stream(values()).map(AsCommand::new)
        .map(Subcommand.class::cast).toList();
  }

  private record AsCommand(KvWords word) implements Subcommand {
    @Override public String name() {
      return word.word();
    }

    @Override public String words() {
      return word.words;
    }

    @Override public String summary() {
      return word.summary;
    }

    @Override public String details() {
      return word.isRead() ? READ_DETAILS
          : word.takesValue() ? ValueFromStdin.HELP + DETAILS : DETAILS;
    }

    @Override public String example() {
      return word.example;
    }

    @Override public List<Option> options() {
      return word.isRead() ? READ_OPTIONS : OPTIONS;
    }

    @Override public int run(Arguments arguments, Terminal terminal)
        throws IOException {
      if (word.isRead()) return read(arguments, terminal);
      if (arguments.has("client") != arguments.has("serial")) {
        throw new UsageException("--client and --serial go together: the"
            + " client's name, and which of its requests this is");
      }
      List<String> words = arguments.words();
      if (word.takesValue()) {
        words = ValueFromStdin.inPlaceOfDash(words, terminal);
      }
      try (KvClient client = client(arguments)) {
        return word.execute(client, words, terminal);
      }
    }

    private int read(Arguments arguments, Terminal terminal) {
      KvClient.Reads how = how(arguments.get("read"));
      if (arguments.has("at") && how == KvClient.Reads.LOG) {
        throw new UsageException("--at goes with --read index or local: a read"
            + " in the log is the leader's");
      }
      try (KvClient client = client(arguments)) {
        return word.execute(client.reads(how, arguments.get("at")),
            arguments.words(), terminal);
      }
    }

    private static KvClient.Reads how(String word) {
      if (word == null) return KvClient.Reads.INDEX;
      for (KvClient.Reads each : KvClient.Reads.values()) {
        if (each.name().toLowerCase(Locale.ROOT).equals(word)) return each;
      }
      throw new UsageException("--read is index, log or local, not " + word);
    }

    private static KvClient client(Arguments arguments) {
      if (!arguments.has("client")) {
        return new KvClient(arguments.config(), arguments.timeout());
      }
      return new KvClient(arguments.config(), arguments.timeout(),
          arguments.get("client"),
          arguments.number("serial", 1, Long.MAX_VALUE, 1));
    }
  }
}
