package raft.cli;

import java.util.ArrayList;
import java.util.List;

/** One of the words that may follow {@code raft}. */
public interface Subcommand {

  String name();

  /** What words it takes: {@code KEY VALUE}, or nothing. */
  String words();

  /** What it does, in a line. */
  String summary();

  /** More about it, for {@code raft help NAME}; several lines, or none. */
  default String details() {
    return "";
  }

  /** A command line that works, for {@code raft help NAME}. */
  default String example() {
    return "raft " + name();
  }

  /** The options that belong to it, in the order of its help. */
  List<Option> options();

  /** Every option it takes. */
  default List<Option> allOptions() {
    List<Option> all = new ArrayList<>(options());
    if (readsConfiguration()) all.addAll(Option.overrides());
    all.add(Option.HELP);
    return all;
  }

  /** Whether any field of the configuration may be overridden. */
  default boolean readsConfiguration() {
    return options().contains(Option.CONFIG);
  }

  /**
   * Whether what it prints on stdout is what it was asked for. A trace is not:
   * a node goes on when it is not read.
   */
  default boolean printsResults() {
    return true;
  }

  /**
   * Does it.
   *
   * @return the exit status; see {@link Exit}
   * @throws UsageException if its words or options make no sense
   */
  int run(Arguments arguments, Terminal terminal) throws Exception;
}
