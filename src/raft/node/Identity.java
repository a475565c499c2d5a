package raft.node;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whose a data directory is: {@code identity.json}, written once, last.
 *
 * @param cluster the cluster's name in the configuration
 * @param node    the node's id in it
 */
public record Identity(String cluster, String node) {
  private static final long FORMAT = 1;
  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().create();

  /** The members of the file; null means that one is missing. */
  private record Fields(Long format, String cluster, String node) {}

  static Identity read(Path file) throws IOException {
    Fields fields = parse(file);
    if (fields == null || fields.format() == null) throw damaged(file, null);
    if (fields.format() != FORMAT) {
      throw new DataDirectoryException(file + " has format " + fields.format()
          + ", and this program knows only format " + FORMAT
          + ": start the node with the version of raft that made it.");
    }
    if (fields.cluster() == null || fields.node() == null) {
      throw damaged(file, null);
    }
    return new Identity(fields.cluster(), fields.node());
  }

  private static Fields parse(Path file) throws IOException {
    try {
      return GSON.fromJson(Files.readString(file), Fields.class);
    } catch (JsonParseException | CharacterCodingException e) {
      throw damaged(file, e);
    }
  }

  private static DataDirectoryException damaged(Path file, Exception cause) {
    return new DataDirectoryException(file + " is damaged: it should say"
        + " {\"format\":1,\"cluster\":\"...\",\"node\":\"...\"}, so nobody"
        + " knows whose directory this is. If you do, and have a reason to"
        + " trust the rest of the disk, write it again.", cause);
  }

  void write(Path file, Disk disk) throws IOException {
    String json = GSON.toJson(new Fields(FORMAT, cluster, node)) + "\n";
    disk.replace(file, ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)));
  }

  /** {@code node n1 of cluster three-nodes} */
  @Override public String toString() {
    return "node " + node + " of cluster " + cluster;
  }
}
