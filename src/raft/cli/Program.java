package raft.cli;

import java.io.IOException;
import java.security.Security;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import raft.node.ConfigurationException;
import raft.node.disk.DataDirectoryException;
import raft.text.NearestWord;
import raft.text.Reason;

/**
 * A program that is a list of commands, such as {@code raft}: finds the command
 * that the first word names, and runs it. Immutable.
 */
public final class Program {
  // How long the process waits at its end for what it prints, in milliseconds.
  private static final int END_MILLIS = 1000;

  private final String name;
  private final List<String> summary;
  private final List<Subcommand> commands;

  /**
   * A program with these commands and, after them, {@code help}.
   *
   * @param summary what it is for, as the first lines of its help; what comes
   *                next stands after the list of commands
   */
  public Program(String name, List<String> summary, List<Subcommand> commands) {
    this.name = name;
    this.summary = List.copyOf(summary);
    List<Subcommand> all = new ArrayList<>(commands);
    all.add(new HelpCommand(this));
    this.commands = List.copyOf(all);
  }

  /** What a person types to start it. */
  public String name() {
    return name;
  }

  List<String> summary() {
    return summary;
  }

  /** Every command, in the order of the help. */
  public List<Subcommand> commands() {
    return commands;
  }

  /** Ends the process with the exit status of the command. */
  public void main(String[] line) {
    // The launching script only asks whether a JVM starts and finds this.
    if (System.getProperty("raft.start") != null) return;
    // A host gets another address, and is looked up again when it is dialled:
    // by default the JVM remembers for half a minute, and misses for ten
    // seconds.
    Security.setProperty("networkaddress.cache.ttl", "0");
    Security.setProperty("networkaddress.cache.negative.ttl", "0");
    int status = run(Arrays.asList(line), Terminal.system());
    printAtEnd(System.out::flush);
    System.exit(status);
  }

  /** Prints, but does not wait long for a reader: the process must end. */
  private static void printAtEnd(Runnable print) {
    try {
      Thread thread = new Thread(print, "last words");
      thread.setDaemon(true);
      thread.start();
      thread.join(END_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (OutOfMemoryError e) {
      // No thread can be had, and without one it might wait for ever.
    }
  }

  /**
   * Runs a command line; every complaint is one a user can act on.
   *
   * @return the exit status; see {@link Exit}
   */
  public int run(List<String> line, Terminal terminal) {
    try {
      return dispatch(line, terminal);
    } catch (UsageException | ConfigurationException | DataDirectoryException
        | IOException e) {
      printAtEnd(() -> terminal.complain(name + ": " + Reason.of(e)));
      return Exit.USAGE;
    } catch (Exception | Error e) {
      printAtEnd(() -> explain(e, terminal));
      return Exit.UNKNOWN;
    }
  }

  private void explain(Throwable e, Terminal terminal) {
    terminal.complain(name + ": this should not have happened: " + e);
    for (StackTraceElement frame : e.getStackTrace()) {
      terminal.complain("    at " + frame);
    }
  }

  private int dispatch(List<String> line, Terminal terminal) throws Exception {
    HelpCommand help = new HelpCommand(this);
    if (line.isEmpty() || line.get(0).equals("--help")) {
      return written(help.overview(terminal), terminal);
    }
    line.forEach(Words::refuseMangled);
    Subcommand command = find(line.get(0));
    Arguments arguments = Arguments.parse(line.subList(1, line.size()),
        command.allOptions(), terminal.environment());
    if (arguments.has("help")) {
      return written(help.about(command, terminal), terminal);
    }
    checkWords(command, arguments.words().size());
    int status = command.run(arguments, terminal);
    return command.printsResults() ? written(status, terminal) : status;
  }

  /**
   * A PrintStream only remembers that a write failed, so each command is asked
   * here at its end. The reader of a file that is cut off must learn of it.
   */
  private int written(int status, Terminal terminal) {
    if (!terminal.out().checkError()) return status;
    terminal.complain(name + ": stdout is full or closed: not all that this had"
        + " to say is there (without that, its status would be " + status
        + ")");
    return Exit.UNWRITTEN;
  }

  /** @throws UsageException if there is no such command */
  Subcommand find(String word) {
    for (Subcommand command : commands) {
      if (command.name().equals(word)) return command;
    }
    if (word.startsWith("-")) {
      throw new UsageException("the command comes first: " + name + " COMMAND "
          + word + "; '" + name + " help' lists the commands");
    }
    List<String> names = commands.stream().map(Subcommand::name).toList();
    throw new UsageException("there is no command " + word
        + "; did you mean " + NearestWord.to(word, names)
        + "? '" + name + " help' lists them");
  }

  /** Words in brackets may be left out; before dots there may be many. */
  void checkWords(Subcommand command, int given) {
    List<String> words = Arrays.stream(command.words().split(" "))
        .filter(word -> !word.isEmpty()).toList();
    long needed = words.stream().filter(word -> !word.startsWith("[")).count();
    if (given >= needed && given <= most(words)) return;
    throw new UsageException("write: " + name + " " + command.name() + " "
        + command.words());
  }

  private static int most(List<String> words) {
    boolean many = !words.isEmpty()
        && words.get(words.size() - 1).endsWith("...]");
    return many ? Integer.MAX_VALUE : words.size();
  }
}
