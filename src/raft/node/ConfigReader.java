package raft.node;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.lang.reflect.Type;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import raft.json.Fields;
import raft.json.Json;
import raft.json.JsonException;
import raft.text.Reason;

/**
 * Reads a configuration file, and is precise about what is wrong with it.
 *
 * <p>Not thread-safe.
 */
final class ConfigReader {
  private final Path file;
  private final Map<String, String> overrides;

  // Ids and addresses, which must differ, and where each of them stands.
  private final Map<Object, String> takenBy = new HashMap<>();

  ConfigReader(Path file, Map<String, String> overrides) {
    this.file = file;
    this.overrides = overrides;
  }

  ClusterConfig read() {
    try {
      return config(Fields.of(Json.object(Files.readAllBytes(file))));
    } catch (NoSuchFileException e) {
      throw error("there is no such file; --config FILE names another");
    } catch (IOException e) {
      throw error("cannot be read: " + Reason.of(e));
    } catch (JsonException e) {
      throw error(e.getMessage());
    }
  }

  private ClusterConfig config(Fields fields) {
    fields.only(ConfigField.ALL.stream().map(ConfigField::name).toList());
    List<Object> values = new ArrayList<>();
    for (ConfigField field : ConfigField.ALL) values.add(value(fields, field));
    ClusterConfig config = (ClusterConfig) ConfigField.CONFIG.of(values);
    checkTimes(config);
    checkSizes(config);
    return config;
  }

  // ---- values ----------------------------------------------------------

  /** What counts for this field: the override, or what the file says. */
  private Object value(Fields inFile, ConfigField field) {
    String override = overrides.get(field.name());
    if (override == null || !inFile.has(field.name())) {
      return read(inFile, field);
    }
    JsonObject instead = new JsonObject();
    instead.add(field.name(), json(override, field.type()));
    try {
      return read(Fields.of(instead), field);
    } catch (JsonException e) {
      throw error(e.getMessage()
          + "; that came from an option or a variable, not from the file");
    }
  }

  /** A word of the command line as the JSON that it stands for. */
  private static JsonPrimitive json(String word, Type type) {
    try {
      if (type == int.class) return new JsonPrimitive(Long.parseLong(word));
    } catch (NumberFormatException e) {
      return new JsonPrimitive(word); // and is refused as a text
    }
    return type == boolean.class && word.matches("true|false")
        ? new JsonPrimitive(word.equals("true")) : new JsonPrimitive(word);
  }

  private Object read(Fields fields, ConfigField field) {
    String name = field.name();
    if (field.type() == int.class) {
      return (int) fields.integer(name, field.setting().least(),
          field.setting().most());
    }
    if (field.type() == boolean.class) return fields.truth(name);
    if (field.type() != String.class) return nodes(fields, name);
    String text = fields.text(name);
    return name.equals("cluster") ? word(text, name) : text;
  }

  /** Ids stand in file names, request ids and traces. */
  private String word(String text, String field) {
    if (text.matches("[A-Za-z0-9_-]{1,40}")) return text;
    throw error(field + " must be 1 to 40 letters, digits, - or _, not \""
        + text + "\"");
  }

  // ---- nodes -----------------------------------------------------------

  private List<ClusterConfig.NodeAddress> nodes(Fields fields, String name) {
    List<ClusterConfig.NodeAddress> nodes = new ArrayList<>();
    for (Fields node : fields.objects(name)) {
      try {
        nodes.add(node(node));
      } catch (JsonException e) {
        throw error("node " + (nodes.size() + 1) + " of " + name + ": "
            + e.getMessage());
      }
    }
    if (nodes.isEmpty()) throw error(name + " must be a list of nodes");
    return List.copyOf(nodes);
  }

  private ClusterConfig.NodeAddress node(Fields node) {
    node.only("id", "peer", "client");
    String id = word(node.text("id"), "id of a node");
    String before = takenBy.put(id, id);
    if (before != null) throw error("node \"" + id + "\" is named twice");
    return new ClusterConfig.NodeAddress(id, address(node, "peer", id),
        address(node, "client", id));
  }

  private InetSocketAddress address(Fields node, String field, String id) {
    String where = field + " of node " + id;
    String text = node.text(field);
    InetSocketAddress address = address(text, where);
    // The one name whose address everybody knows without asking (RFC 6761).
    String before = takenBy.put(HostAndPort.text(address)
        .toLowerCase(Locale.ROOT).replaceFirst("^localhost:", "127.0.0.1:"),
        where);
    if (before == null) return address;
    throw error(where + ": " + text + " is taken already, by " + before);
  }

  private InetSocketAddress address(String text, String where) {
    try {
      return HostAndPort.parse(text);
    } catch (IllegalArgumentException e) {
      throw error(where + " must be like \"127.0.0.1:7101\", not \"" + text
          + "\"");
    }
  }

  // ---- what must fit together ------------------------------------------

  private void checkTimes(ClusterConfig config) {
    // "broadcastTime ≪ electionTimeout ≪ MTBF" (§5.6): one lost heartbeat must
    // not look like a dead leader.
    if (config.electionTimeoutMin() < 2 * config.heartbeat()) {
      throw error("election-timeout-min (" + config.electionTimeoutMin()
          + ") must be at least twice heartbeat (" + config.heartbeat()
          + "), or healthy leaders are voted out");
    }
    inOrder("tick", config.tick(), "heartbeat", config.heartbeat());
    inOrder("election-timeout-min", config.electionTimeoutMin(),
        "election-timeout-max", config.electionTimeoutMax());
  }

  private void checkSizes(ClusterConfig config) {
    // An entry carries a key and a value, in JSON, which may take six bytes for
    // one ("\\u0000"); it must fit a frame, and so must a batch. A chunk of a
    // snapshot is text too, and becomes JSON once more.
    long value = 6L * (config.maxKey() + config.maxValue());
    long chunk = 6L * config.snapshotChunkBytes();
    long largest = 1000 + Math.max(Math.max(value, chunk),
        config.batchBytes());
    if (largest <= config.maxFrame()) return;
    throw error("max-frame (" + config.maxFrame() + ") must be at least "
        + largest + ": room for batch-bytes, for max-key plus max-value six"
        + " times, and for snapshot-chunk-bytes six times, plus 1000");
  }

  private void inOrder(String smaller, int small, String larger, int large) {
    if (small <= large) return;
    throw error(smaller + " (" + small + ") must not exceed " + larger + " ("
        + large + ")");
  }

  private ConfigurationException error(String what) {
    return new ConfigurationException(file + ": " + what);
  }
}
