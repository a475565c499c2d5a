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
      "the cluster's configuration (configs/three-nodes.json, or RAFT_CONFIG)");
  static final Option DATA = new Option("data", "DIR",
      "where the nodes keep their data, a folder each (data, or RAFT_DATA)");
  static final Option TIMEOUT = new Option("timeout", "MS",
      "how long to try (5000, or RAFT_TIMEOUT)");
  static final Option CLIENT = new Option("client", "ID",
      "go on with this client's session; needs --serial");
  static final Option SERIAL = new Option("serial", "N",
      "the request's serial: the same one again is not executed twice");
  static final Option TRACE = new Option("trace", "LEVEL",
      "off, changes or messages: what to show of the algorithm (changes)");
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
