package raft.kv;

import java.util.List;
import raft.StateMachine;

/** What can be replicated, by the name it has in a configuration file. */
public final class Applications {

  /** All of them. */
  public static final List<String> NAMES = List.of("key-value", "lines");

  private Applications() {}

  /**
   * A new, empty application in {@link Sessions}, ready for a server.
   *
   * @param limits of this node, for the key-value store
   * @throws IllegalArgumentException if there is none of that name; says which
   *     there are
   */
  public static StateMachine named(String name, Limits limits) {
    return switch (name) {
      case "key-value" ->
          new Sessions(new KeyValueStore(limits), "get", "keys");
      case "lines" -> new Sessions(new LineList(), "read");
      default -> throw NearestWord.unknown("application", name, NAMES);
    };
  }
}
