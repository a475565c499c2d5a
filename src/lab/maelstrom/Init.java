package lab.maelstrom;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.regex.Pattern;
import raft.Configuration;
import raft.json.Fields;

/**
 * Maelstrom's first message to a node: its id, and the ids of all.
 * <pre>
 *   {"type":"init","msg_id":1,"node_id":"n1","node_ids":["n1","n2","n3"]}
 * </pre>
 *
 * @param nodeId  this node's; also the name of its data directory
 * @param nodeIds of all nodes, this one among them
 */
record Init(String nodeId, List<String> nodeIds) {

  // A directory, and the beginning of a session's name.
  private static final Pattern ID =
      Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,31}");

  Init {
    nodeIds = List.copyOf(nodeIds);
    if (!ID.matcher(nodeId).matches()) {
      throw new IllegalArgumentException("node_id must be 1 to 32 of the"
          + " characters A-Z a-z 0-9 . _ - and not begin with a dot");
    }
    if (!new Configuration(nodeIds).isVoter(nodeId)) {
      throw new IllegalArgumentException(nodeId + " not in " + nodeIds);
    }
  }

  /** @throws IllegalArgumentException says what is missing or wrong */
  static Init read(JsonObject body) {
    Fields fields = Fields.of(body);
    return new Init(fields.text("node_id"), fields.texts("node_ids"));
  }

  /** For the data directory: that of another set of nodes is refused. */
  String cluster() {
    return "maelstrom " + String.join(",", nodeIds.stream().sorted().toList());
  }
}
