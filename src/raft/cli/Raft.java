package raft.cli;

import java.util.ArrayList;
import java.util.List;

/** The program {@code raft}: a node, its clients, and what a person asks. */
public final class Raft {
  public static final Program PROGRAM = new Program("raft", List.of(
      "raft: a key-value store to learn Raft from;"
          + " 'raft help COMMAND' tells more",
      "The laboratory (simulator, pictures, broken rules, measurements):"
          + " lab help"), commands());

  private Raft() {}

  private static List<Subcommand> commands() {
    List<Subcommand> commands = new ArrayList<>();
    commands.add(new NodeCommand());
    commands.add(new ClusterCommand());
    commands.addAll(KvWords.commands());
    commands.add(new ShellCommand());
    commands.add(new StatusCommand());
    commands.add(new LogCommand());
    commands.add(new MembersCommand());
    commands.add(new TransferCommand());
    commands.add(new ClientsCommand());
    commands.add(new SnapshotCommand());
    commands.add(new DemoCommand());
    return commands;
  }

  public static void main(String[] line) {
    PROGRAM.main(line);
  }
}
