package raft.cli;

import java.util.List;

/** One of the words that may follow {@code raft}. */
interface Command {

  String name();

  /** What words it takes: {@code KEY VALUE}, or nothing. */
  String words();

  /** What it does, in a line. */
  String summary();

  /** More about it, for {@code raft help NAME}; several lines, or none. */
  default String details() {
    return "";
  }

  List<Option> options();

  /**
   * Does it.
   *
   * @return the exit status; see {@link Exit}
   * @throws UsageException if its words or options make no sense
   */
  int run(Arguments arguments, Terminal terminal) throws Exception;
}
