package raft.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import raft.node.ClusterConfig;
import raft.node.ClusterConfig.NodeAddress;
import raft.node.ConfigField;

/** Writes a configuration as a file that {@link ClusterConfig#read} takes. */
final class ConfigFile {
  private static final JsonSerializer<InetSocketAddress> ADDRESS =
      (address, type, gson) -> new JsonPrimitive(NodeAddress.text(address));

  private static final Gson GSON = new GsonBuilder().setPrettyPrinting()
      .setFieldNamingStrategy(field -> ConfigField.inFile(field.getName()))
      .registerTypeAdapter(InetSocketAddress.class, ADDRESS).create();

  private ConfigFile() {}

  static void write(ClusterConfig config, Path file) throws IOException {
    Files.writeString(file, GSON.toJson(config) + "\n");
  }
}
