package raft.node.disk;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import raft.json.Fields;
import raft.json.Json;
import raft.json.JsonException;
import raft.text.Text;

/**
 * Whose a data directory is: {@code identity.json}, written once, last. It says
 * too what its log means: with which nodes the cluster began, since a majority
 * of three and one of five need not meet, and which application the commands
 * are for. Who belongs to the cluster later is told by log and snapshot; this
 * stays the same, on all servers, those that came later too.
 *
 * @param cluster     the cluster's name in the configuration
 * @param node        the node's id in it
 * @param nodes       the ids of the nodes with which it began, sorted
 * @param application the application that is replicated
 */
public record Identity(String cluster, String node, List<String> nodes,
    String application) {
  private static final long FORMAT = 2;
  private static final int MOST_SHOWN = 200; // characters of a list of ids

  public Identity {
    nodes = nodes.stream().sorted().toList();
  }

  static Identity read(Path file) throws IOException {
    try {
      Fields fields = Fields.of(Json.object(Files.readAllBytes(file)));
      long format = fields.integer("format", 1, Long.MAX_VALUE);
      if (format != FORMAT) throw otherFormat(file, format);
      return new Identity(fields.text("cluster"), fields.text("node"),
          fields.texts("nodes"), fields.text("application"));
    } catch (JsonException e) {
      throw damaged(file, e);
    }
  }

  private static DataDirectoryException otherFormat(Path file, long format) {
    return new DataDirectoryException(file + " has format " + format
        + ", and this program knows only format " + FORMAT
        + ": start the node with the version of raft that made it. (Format 1"
        + " does not say which nodes its log was agreed on with, so it is not"
        + " guessed. If nobody needs what the cluster stored, delete the data"
        + " of all its nodes and start each with --new.)");
  }

  private static DataDirectoryException damaged(Path file, Exception cause) {
    return new DataDirectoryException(file + " is damaged: it should say"
        + " {\"format\":2,\"cluster\":\"...\",\"node\":\"...\",\"nodes\":"
        + "[\"...\"],\"application\":\"...\"}, so nobody knows whose directory"
        + " this is. If you do, and have a reason to trust the rest of the"
        + " disk, write it again.", cause);
  }

  void write(Path file, Disk disk) throws IOException {
    JsonArray ids = new JsonArray();
    nodes.forEach(ids::add);
    JsonObject json = new JsonObject();
    json.addProperty("format", FORMAT);
    json.addProperty("cluster", cluster);
    json.addProperty("node", node);
    json.add("nodes", ids);
    json.addProperty("application", application);
    byte[] line = (json + "\n").getBytes(StandardCharsets.UTF_8);
    disk.replace(file, ByteBuffer.wrap(line));
  }

  /**
   * Why this may not be used as another, and what to do.
   *
   * @return null if it may
   */
  String differenceTo(Identity mine) {
    if (!cluster.equals(mine.cluster) || !node.equals(mine.node)) {
      return "belongs to " + this + ", and this is " + mine
          + ". Check --data, --config and the node's id.";
    }
    if (application.equals(mine.application)) return null;
    return "holds commands for the application " + application + ", and the"
        + " configuration says " + mine.application + ". Check \"application\""
        + " in the configuration, or begin a new cluster with data directories"
        + " of its own.";
  }

  /**
   * Why this may not be used with the nodes of another while the log has no
   * configuration.
   *
   * @return null if it may: they are the same, or this node came later, and
   *     waits for a log that has one
   */
  String differenceInNodes(Identity mine) {
    if (nodes.equals(mine.nodes) || !nodes.contains(node)) return null;
    return "counts " + count(nodes) + ", and the configuration lists "
        + count(mine.nodes) + ". A majority of one list and a majority of the"
        + " other need not meet, so what was acknowledged could be lost."
        + " Put the list back, for all nodes; then nodes are added and removed"
        + " while the cluster runs: raft members add, raft members remove.";
  }

  /** {@code 3 nodes (n1, n2, n3)} */
  public static String count(List<String> nodes) {
    String ids = String.join(", ", nodes);
    return nodes.size() + " nodes (" + Text.shortened(ids, MOST_SHOWN) + ")";
  }

  /** {@code node n1 of cluster three-nodes} */
  @Override public String toString() {
    return "node " + node + " of cluster " + cluster;
  }
}
