package raft.cli;

import java.io.IOException;
import java.security.Security;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import raft.node.ConfigurationException;
import raft.node.DataDirectoryException;
import raft.node.NearestWord;
import raft.node.Reason;

/** The command {@code raft}: finds the word that follows, and does it. */
public final class Raft {

  /** Every command, in the order of the help. */
  static List<Command> commands() {
    List<Command> commands = new ArrayList<>();
    commands.add(new NodeCommand());
    commands.add(new ClusterCommand());
    commands.addAll(KvWords.commands());
    commands.add(new ShellCommand());
    commands.add(new StatusCommand());
    commands.add(new LogCommand());
    commands.add(new DemoCommand());
    commands.add(new ChurnCommand());
    commands.add(new SimCommand());
    commands.add(new PlayCommand());
    commands.add(new BrokenCommand());
    commands.add(new BenchCommand());
    commands.add(new Figure16Command());
    commands.add(new MaelstromCommand());
    commands.add(new HelpCommand());
    return commands;
  }

  // How long the end waits for whoever reads, in milliseconds.
  private static final int PATIENCE = 1000;

  private Raft() {}

  /** Ends the process with the exit status of the command. */
  public static void main(String[] line) {
    // The launching script only asks whether a JVM starts and finds this.
    if (System.getProperty("raft.start") != null) return;
    // A host gets another address, and is looked up again when it is dialled:
    // by default the JVM remembers for half a minute, and misses for ten
    // seconds.
    Security.setProperty("networkaddress.cache.ttl", "0");
    Security.setProperty("networkaddress.cache.negative.ttl", "0");
    int status = run(Arrays.asList(line), Terminal.system());
    lastWords(System.out::flush);
    System.exit(status);
  }

  /** What nobody reads for a while does not keep the process from its end. */
  private static void lastWords(Runnable words) {
    try {
      Thread thread = new Thread(words, "last words");
      thread.setDaemon(true);
      thread.start();
      thread.join(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (OutOfMemoryError e) {
      // No thread can be had, and without one it might wait for ever.
    }
  }

  /** Runs a command line; every complaint is one a user can act on. */
  static int run(List<String> line, Terminal terminal) {
    try {
      return dispatch(line, terminal);
    } catch (UsageException | ConfigurationException | DataDirectoryException
        | IOException e) {
      lastWords(() -> terminal.complain("raft: " + Reason.of(e)));
      return Exit.USAGE;
    } catch (Exception | Error e) {
      lastWords(() -> explain(e, terminal));
      return Exit.UNKNOWN;
    }
  }

  private static void explain(Throwable e, Terminal terminal) {
    terminal.complain("raft: this should not have happened: " + e);
    for (StackTraceElement frame : e.getStackTrace()) {
      terminal.complain("    at " + frame);
    }
  }

  private static int dispatch(List<String> line, Terminal terminal)
      throws Exception {
    if (line.isEmpty() || line.get(0).equals("--help")) {
      return written(new HelpCommand().overview(terminal), terminal);
    }
    line.forEach(Words::refuseMangled);
    Command command = find(line.get(0));
    Arguments arguments = Arguments.parse(line.subList(1, line.size()),
        command.allOptions(), terminal.environment());
    if (arguments.has("help")) {
      return written(new HelpCommand().about(command, terminal), terminal);
    }
    checkWords(command, arguments.words().size());
    int status = command.run(arguments, terminal);
    return command.printsResults() ? written(status, terminal) : status;
  }

  /**
   * A PrintStream only remembers that a write failed, so each command is asked
   * here at its end. Whoever reads a file that is cut off must learn of it.
   */
  private static int written(int status, Terminal terminal) {
    if (!terminal.out().checkError()) return status;
    terminal.complain("raft: stdout is full or closed: not all that this had"
        + " to say is there (without that, its status would be " + status
        + ")");
    return Exit.UNWRITTEN;
  }

  /** @throws UsageException if there is no such command */
  static Command find(String name) {
    for (Command command : commands()) {
      if (command.name().equals(name)) return command;
    }
    if (name.startsWith("-")) {
      throw new UsageException("the command comes first: raft COMMAND " + name
          + "; 'raft help' lists the commands");
    }
    List<String> names = commands().stream().map(Command::name).toList();
    throw new UsageException("there is no command " + name
        + "; did you mean " + NearestWord.to(name, names)
        + "? 'raft help' lists them");
  }

  /** Words in brackets may be left out. */
  static void checkWords(Command command, int given) {
    List<String> words = Arrays.stream(command.words().split(" "))
        .filter(word -> !word.isEmpty()).toList();
    long needed = words.stream().filter(word -> !word.startsWith("[")).count();
    if (given >= needed && given <= words.size()) return;
    throw new UsageException("write: raft " + command.name() + " "
        + command.words());
  }
}
