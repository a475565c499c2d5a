package raft.cli;

import java.util.List;
import raft.node.ConfigField;

/**
 * An option a command takes.
 *
 * @param name  without the dashes
 * @param value what its value is called in the help; null if it takes none
 * @param help  one line
 */
public record Option(String name, String value, String help) {

  public static final Option CONFIG = new Option("config", "FILE",
      "the cluster (RAFT_CONFIG, else configs/three-nodes.json)");
  public static final Option DATA = new Option("data", "DIR",
      "holds a folder for each node's data (RAFT_DATA, else data)");
  public static final Option TIMEOUT = new Option("timeout", "MS",
      "how long to try (RAFT_TIMEOUT, else 5000)");
  public static final Option CLIENT = new Option("client", "ID",
      "go on with this client's session; needs --serial");
  public static final Option SERIAL = new Option("serial", "N",
      "which of its requests: one sent twice is executed once");
  public static final Option TRACE = new Option("trace", "LEVEL",
      "off, changes, messages or json (RAFT_TRACE, else changes)");
  public static final Option PARENT = new Option("parent", "PID",
      "stop when this process ends");
  public static final Option HELP = new Option("help", null, "show this help");

  /** One for each field of the configuration that can be overridden. */
  public static List<Option> overrides() {
    return ConfigField.SETTINGS.stream().map(field -> new Option(
        field.name(), "VALUE", field.meaning())).toList();
  }

  @Override public String toString() {
    return value == null ? "--" + name : "--" + name + " " + value;
  }
}
