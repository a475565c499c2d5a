package raft.node;

import java.util.List;

/** The fields of a configuration file, in the order of the files shipped. */
public final class ConfigFields {
  /** A number's name and range. */
  record Number(String name, int least, int most) {}

  static final List<Number> NUMBERS = List.of(
      new Number("tick", 1, 1_000),
      new Number("heartbeat", 1, 60_000),
      new Number("election-timeout-min", 2, 600_000),
      new Number("election-timeout-max", 2, 600_000),
      new Number("batch-entries", 1, 100_000),
      new Number("batch-bytes", 1, 1 << 26),
      new Number("max-frame", 1 << 16, 1 << 24),
      new Number("max-key", 1, 1 << 20),
      new Number("max-value", 1, 1 << 20),
      new Number("max-connections", 1, 100_000),
      new Number("max-buffer", 1 << 16, 1 << 30),
      new Number("request-timeout", 1, 3_600_000));

  /**
   * The fields that one node or one call may see differently: each is an option
   * ({@code --heartbeat 100}) and a variable ({@code RAFT_HEARTBEAT}).
   */
  public static final List<String> NAMES = List.of("application", "tick",
      "heartbeat", "election-timeout-min", "election-timeout-max", "no-op",
      "batch-entries", "batch-bytes", "max-frame", "max-key", "max-value",
      "max-connections", "max-buffer", "request-timeout");

  static final List<String> NODE_FIELDS = List.of("id", "peer", "client");

  private ConfigFields() {}
}
