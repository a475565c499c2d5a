package raft.cli;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import raft.node.ClusterConfig;
import raft.node.ClusterConfig.NodeAddress;

/** Writes a configuration as a file that {@link ClusterConfig#read} takes. */
final class ConfigFile {
  private ConfigFile() {}

  static void write(ClusterConfig config, Path file) throws IOException {
    JsonObject json = new JsonObject();
    json.addProperty("cluster", config.cluster());
    json.addProperty("application", config.application());
    json.add("nodes", nodes(config));
    addTimes(config, json);
    addLimits(config, json);
    Files.writeString(file,
        new GsonBuilder().setPrettyPrinting().create().toJson(json) + "\n");
  }

  private static JsonArray nodes(ClusterConfig config) {
    JsonArray nodes = new JsonArray();
    for (NodeAddress node : config.nodes()) {
      JsonObject json = new JsonObject();
      json.addProperty("id", node.id());
      json.addProperty("peer", NodeAddress.text(node.peer()));
      json.addProperty("client", NodeAddress.text(node.client()));
      nodes.add(json);
    }
    return nodes;
  }

  private static void addTimes(ClusterConfig config, JsonObject json) {
    json.addProperty("tick", config.tick());
    json.addProperty("heartbeat", config.heartbeat());
    json.addProperty("election-timeout-min", config.electionTimeoutMin());
    json.addProperty("election-timeout-max", config.electionTimeoutMax());
    json.addProperty("no-op", config.noOp());
    json.addProperty("request-timeout", config.requestTimeout());
  }

  private static void addLimits(ClusterConfig config, JsonObject json) {
    json.addProperty("batch-entries", config.batchEntries());
    json.addProperty("batch-bytes", config.batchBytes());
    json.addProperty("max-frame", config.maxFrame());
    json.addProperty("max-key", config.maxKey());
    json.addProperty("max-value", config.maxValue());
    json.addProperty("max-connections", config.maxConnections());
    json.addProperty("max-buffer", config.maxBuffer());
  }
}
