/**
 * The command line: one command, {@code raft}, and what a person sees of the
 * rest.
 *
 * <pre>
 *   raft.sh -> Raft.main -> Program.run -> Subcommand.run -> exit status
 *                             |              NodeCommand, ClusterCommand
 *                             |              KvWords: put, get, ...
 *                             |              ShellCommand
 *                             |              StatusCommand, LogCommand
 *                             |              SnapshotCommand, MembersCommand
 *                             |              ClientsCommand, TransferCommand
 *                             |              DemoCommand, HelpCommand
 *                           Arguments   words, options, variables
 * </pre>
 *
 * <p>A command gets what was typed as {@link raft.cli.Arguments} and everything
 * else, from stdin to the environment, as a {@link raft.cli.Terminal}; so a
 * test runs whole command lines in its own process. Results go to stdout and
 * everything else to stderr, and {@link raft.cli.Exit} is what it says in the
 * end: never 0 for what was not done, never 3 for what may yet happen.
 *
 * <p>A complaint is for the person who typed: what is wrong, where, and what to
 * write instead. It is thrown as a {@link raft.cli.UsageException} (or one of
 * the exceptions of the node and its files) and shown in one place.
 *
 * <p>A new command is a class that implements {@link raft.cli.Subcommand} and a
 * line in {@link raft.cli.Raft}; its help comes with it. The program {@code
 * lab} is another list of such commands, in {@code src/lab/cli}.
 *
 * <p><b>Reading order:</b> Raft, Program, Subcommand, KvWords; then NodeCommand
 * and Console, or StatusCommand and StatusPoll.
 */
package raft.cli;
