package raft.cli;

import java.util.List;
import raft.node.ConfigFields;

/**
 * An option a command takes.
 *
 * @param name  without the dashes
 * @param value what its value is called in the help; null if it takes none
 * @param help  one line
 */
record Option(String name, String value, String help) {

  static final Option CONFIG = new Option("config", "FILE",
      "the cluster (RAFT_CONFIG, else configs/three-nodes.json)");
  static final Option DATA = new Option("data", "DIR",
      "holds a folder for each node's data (RAFT_DATA, else data)");
  static final Option TIMEOUT = new Option("timeout", "MS",
      "how long to try (RAFT_TIMEOUT, else 5000)");
  static final Option CLIENT = new Option("client", "ID",
      "go on with this client's session; needs --serial");
  static final Option SERIAL = new Option("serial", "N",
      "which of its requests: one sent twice is executed once");
  static final Option TRACE = new Option("trace", "LEVEL",
      "off, changes, messages or json (RAFT_TRACE, else changes)");
  static final Option PARENT = new Option("parent", "PID",
      "stop when this process ends");
  static final Option HELP = new Option("help", null, "show this help");

  /** One for each field of the configuration that can be overridden. */
  static List<Option> overrides() {
    return ConfigFields.NAMES.stream().map(field -> new Option(field, "VALUE",
        "goes before the configuration's " + field)).toList();
  }

  @Override public String toString() {
    return value == null ? "--" + name : "--" + name + " " + value;
  }
}
