package raft.cli;

import java.util.List;

/** {@code help}: which commands a program has, and what each can do. */
final class HelpCommand implements Subcommand {
  private final Program program;

  HelpCommand(Program program) {
    this.program = program;
  }

  @Override public String name() {
    return "help";
  }

  @Override public String words() {
    return "[COMMAND]";
  }

  @Override public String summary() {
    return "show this, or all about one command";
  }

  @Override public String details() {
    return """
        The exit status, of every command:
        0  what was asked was done
        1  it was done, and the answer is no: no such key, cas found another
           value, a check that failed
        2  the command line, the configuration or the command is wrong; what
           was asked was not done
        3  nothing was done, and nothing will be: no node took it in time
        4  it was sent, and may have happened or may yet; or a node stopped
           itself, or there is a mistake in raft
        5  it was done, and not all that it had to say could be written to
           stdout
        6  the JVM does not start, so nothing was done""";
  }

  @Override public String example() {
    return program.name() + " help "
        + program.commands().get(0).name();
  }

  @Override public List<Option> options() {
    return List.of();
  }

  @Override public int run(Arguments arguments, Terminal terminal) {
    if (arguments.words().isEmpty()) return overview(terminal);
    return about(program.find(arguments.word(0)), terminal);
  }

  /** Fits on a screen of 24 lines. */
  int overview(Terminal terminal) {
    terminal.say(program.summary().get(0));
    for (Subcommand command : program.commands()) {
      terminal.say("  %-18s %s".formatted(
          command.name() + " " + command.words(), command.summary()));
    }
    program.summary().stream().skip(1).forEach(terminal::say);
    terminal.say("Exit status: 0 done, 1 no, 2 wrong usage, 3 nothing done,"
        + " 4 unknown: help help");
    return Exit.DONE;
  }

  int about(Subcommand command, Terminal terminal) {
    terminal.say(program.name() + " "
        + (command.name() + " " + command.words()).strip()
        + (command.options().isEmpty() ? "" : " [options]"));
    terminal.say("  " + command.summary());
    paragraph(command.details().lines().toList(), terminal);
    paragraph(command.options().stream().map(option -> "%-15s %s".formatted(
        option, option.help())).toList(), terminal);
    if (command.readsConfiguration()) {
      terminal.say("  and any field of the configuration ('raft help node'"
          + " lists them)");
    }
    paragraph(List.of("For example: " + command.example()), terminal);
    return Exit.DONE;
  }

  private static void paragraph(List<String> lines, Terminal terminal) {
    if (lines.isEmpty()) return;
    terminal.say("");
    for (String line : lines) terminal.say(("  " + line).stripTrailing());
  }
}
