package raft.cli;

import java.util.List;

/** {@code raft help}: what there is, and what each can do. */
final class HelpCommand implements Command {
  @Override public String name() {
    return "help";
  }

  @Override public String words() {
    return "[COMMAND]";
  }

  @Override public String summary() {
    return "show this, or all about one command";
  }

  @Override public List<Option> options() {
    return List.of();
  }

  @Override public int run(Arguments arguments, Terminal terminal) {
    if (arguments.words().isEmpty()) return overview(terminal);
    return about(Raft.find(arguments.word(0)), terminal);
  }

  int overview(Terminal terminal) {
    terminal.say("raft: a replicated key-value store to learn Raft from");
    terminal.say("");
    for (Command command : Raft.commands()) {
      terminal.say("  %-26s %s".formatted(
          command.name() + " " + command.words(), command.summary()));
    }
    terminal.say("");
    terminal.say("'raft help COMMAND' or 'raft COMMAND --help' tells more.");
    terminal.say("Results go to stdout, everything else to stderr. "
        + "The exit status:");
    terminal.say("  0 done   1 a definite no   2 wrong usage or configuration");
    terminal.say("  3 nothing was done   4 outcome unknown: it may yet happen");
    return Exit.DONE;
  }

  int about(Command command, Terminal terminal) {
    terminal.say("raft " + (command.name() + " " + command.words()).strip()
        + (command.options().isEmpty() ? "" : " [options]"));
    terminal.say("");
    terminal.say("  " + command.summary());
    if (!command.details().isEmpty()) {
      terminal.say("");
      command.details().lines().forEach(line -> terminal.say("  " + line));
    }
    if (!command.options().isEmpty()) terminal.say("");
    for (Option option : command.options()) {
      terminal.say("  %-30s %s".formatted(option, option.help()));
    }
    return Exit.DONE;
  }
}
