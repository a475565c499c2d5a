package raft.node;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import raft.json.Json;
import raft.json.JsonException;
import raft.text.NearestWord;
import raft.text.Reason;

/**
 * Reads a configuration file, and is precise about what is wrong with it.
 *
 * <p>Not thread-safe.
 */
final class ConfigReader {
  private final Path file;
  private final Map<String, String> overrides;
  private final Map<String, Integer> numbers = new HashMap<>();

  // Ids and addresses, which must differ, and where each of them stands.
  private final Map<Object, String> takenBy = new HashMap<>();

  ConfigReader(Path file, Map<String, String> overrides) {
    this.file = file;
    this.overrides = overrides;
  }

  ClusterConfig read() {
    JsonObject json = parse();
    List<String> known = new ArrayList<>(List.of("cluster", "nodes"));
    known.addAll(ConfigFields.NAMES);
    refuseUnknown(json, known, "");
    String cluster = word(text(json, "cluster", ""), "cluster");
    List<ClusterConfig.NodeAddress> nodes = nodes(json);
    for (ConfigFields.Number field : ConfigFields.NUMBERS) {
      numbers.put(field.name(), number(json, field));
    }
    checkTimes();
    checkSizes();
    return new ClusterConfig(cluster, application(json), nodes,
        get("tick"), get("heartbeat"), get("election-timeout-min"),
        get("election-timeout-max"), truth(json, "no-op"),
        get("batch-entries"), get("batch-bytes"), get("max-frame"),
        get("max-key"), get("max-value"), get("max-connections"),
        get("max-buffer"), get("request-timeout"));
  }

  private JsonObject parse() {
    try {
      return Json.object(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw error("there is no such file; --config FILE names another");
    } catch (JsonException e) {
      throw error(e.getMessage());
    } catch (IOException e) {
      throw error("cannot be read: " + Reason.of(e));
    }
  }

  private void refuseUnknown(JsonObject json, List<String> known, String in) {
    for (String field : json.keySet()) {
      if (known.contains(field)) continue;
      throw error("unknown field \"" + field + "\"" + in + "; did you mean \""
          + NearestWord.to(field, known) + "\"?");
    }
  }

  // ---- nodes -----------------------------------------------------------

  private List<ClusterConfig.NodeAddress> nodes(JsonObject json) {
    if (!(json.get("nodes") instanceof JsonArray array) || array.isEmpty()) {
      throw error("\"nodes\" must be a list of at least one node");
    }
    List<ClusterConfig.NodeAddress> nodes = new ArrayList<>();
    for (JsonElement element : array) nodes.add(node(element));
    return List.copyOf(nodes);
  }

  private ClusterConfig.NodeAddress node(JsonElement element) {
    if (!(element instanceof JsonObject json)) {
      throw error("each of \"nodes\" must be an object with id, peer, client");
    }
    refuseUnknown(json, ConfigFields.NODE_FIELDS, " of a node");
    String id = word(text(json, "id", " of a node"), "id of a node");
    String before = takenBy.put(id, id);
    if (before != null) throw error("node \"" + id + "\" is named twice");
    return new ClusterConfig.NodeAddress(id, address(json, "peer", id),
        address(json, "client", id));
  }

  private InetSocketAddress address(JsonObject json, String field, String id) {
    String where = "\"" + field + "\" of node " + id;
    InetSocketAddress address = address(text(json, field, " of node " + id),
        where);
    // The one name whose address everybody knows without asking (RFC 6761).
    String before = takenBy.put(HostAndPort.text(address)
        .toLowerCase(Locale.ROOT).replaceFirst("^localhost:", "127.0.0.1:"),
        where);
    if (before == null) return address;
    throw error(where + ": " + json.get(field).getAsString()
        + " is taken already, by " + before);
  }

  private InetSocketAddress address(String text, String where) {
    try {
      return HostAndPort.parse(text);
    } catch (IllegalArgumentException e) {
      throw error(where + " must be like \"127.0.0.1:7101\", not \"" + text
          + "\"");
    }
  }

  // ---- values ----------------------------------------------------------

  private String application(JsonObject json) {
    String inFile = text(json, "application", "");
    return overrides.getOrDefault("application", inFile);
  }

  private String text(JsonObject json, String field, String in) {
    JsonElement value = json.get(field);
    if (value == null) throw error("the field \"" + field + "\"" + in
        + " is missing");
    if (value instanceof JsonPrimitive text && text.isString()) {
      return text.getAsString();
    }
    throw error("\"" + field + "\"" + in + " must be a text");
  }

  /** Ids stand in file names, request ids and traces. */
  private String word(String text, String field) {
    if (text.matches("[A-Za-z0-9_-]{1,40}")) return text;
    throw error("\"" + field + "\" must be 1 to 40 letters, digits, - or _,"
        + " not \"" + text + "\"");
  }

  private int number(JsonObject json, ConfigFields.Number field) {
    String value = value(json, field.name());
    try {
      int number = Integer.parseInt(value);
      if (number >= field.least() && number <= field.most()) return number;
    } catch (NumberFormatException e) {
      // Falls to the same complaint as a number out of range.
    }
    throw error("\"" + field.name() + "\" must be a whole number from "
        + field.least() + " to " + field.most() + ", not " + value
        + origin(field.name()));
  }

  private boolean truth(JsonObject json, String field) {
    String value = value(json, field);
    if (value.equals("true") || value.equals("false")) {
      return value.equals("true");
    }
    throw error("\"" + field + "\" must be true or false, not " + value
        + origin(field));
  }

  /** What counts for this field: the override, or what the file says. */
  private String value(JsonObject json, String field) {
    JsonElement inFile = json.get(field);
    if (inFile == null) throw error("the field \"" + field + "\" is missing");
    return overrides.getOrDefault(field, inFile.toString());
  }

  /** Whoever looks for a wrong value in the file must not look in vain. */
  private String origin(String field) {
    return overrides.containsKey(field)
        ? "; that came from an option or a variable, not from the file" : "";
  }

  // ---- what must fit together ------------------------------------------

  private void checkTimes() {
    // "broadcastTime ≪ electionTimeout ≪ MTBF" (§5.6): one lost heartbeat must
    // not look like a dead leader.
    if (get("election-timeout-min") < 2 * get("heartbeat")) {
      throw error("\"election-timeout-min\" (" + get("election-timeout-min")
          + ") must be at least twice \"heartbeat\" (" + get("heartbeat")
          + "), or healthy leaders are voted out");
    }
    inOrder("tick", "heartbeat");
    inOrder("election-timeout-min", "election-timeout-max");
  }

  private void checkSizes() {
    // An entry carries a key and a value, in JSON, which may take six bytes for
    // one ("\\u0000"); it must fit a frame, and so must a batch.
    long value = 6L * (get("max-key") + get("max-value"));
    long largest = 1000 + Math.max(value, get("batch-bytes"));
    if (largest <= get("max-frame")) return;
    throw error("\"max-frame\" (" + get("max-frame") + ") must be at least "
        + largest + ": room for batch-bytes, and for max-key plus max-value"
        + " six times, plus 1000");
  }

  private void inOrder(String smaller, String larger) {
    if (get(smaller) <= get(larger)) return;
    throw error("\"" + smaller + "\" (" + get(smaller) + ") must not exceed \""
        + larger + "\" (" + get(larger) + ")");
  }

  private int get(String field) {
    return numbers.get(field);
  }

  private ConfigurationException error(String what) {
    return new ConfigurationException(file + ": " + what);
  }
}
