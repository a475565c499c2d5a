package lab.draw;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import raft.AppendEntries;
import raft.AppendEntriesReply;
import raft.Entry;
import raft.InstallSnapshot;
import raft.InstallSnapshotReply;
import raft.Message;
import raft.RequestPreVoteReply;
import raft.RequestVoteReply;
import lab.sim.Packet;

/** Messages and entries in a few words, for where there is little room. */
final class Brief {
  private Brief() {}

  /** {@code AppendEntries t2 3..4}; a held message is not read. */
  static String message(Packet packet) {
    Message message = packet.message();
    if (message == null) return "a message, held";
    return words(message) + " t" + message.term() + indexes(message);
  }

  private static String words(Message message) {
    if (message instanceof AppendEntries append) {
      return append.entries().isEmpty() ? "heartbeat" : "AppendEntries";
    }
    if (message instanceof AppendEntriesReply reply) {
      return reply.success() ? "success" : "refusal";
    }
    if (message instanceof RequestVoteReply reply) {
      return reply.voteGranted() ? "vote" : "no vote";
    }
    if (message instanceof InstallSnapshotReply reply) {
      return reply.installed() ? "installed" : "has " + reply.received();
    }
    if (message instanceof RequestPreVoteReply reply) {
      return reply.preVoteGranted() ? "pre-vote" : "no pre-vote";
    }
    return message.getClass().getSimpleName();
  }

  private static String indexes(Message message) {
    if (message instanceof InstallSnapshot chunk) {
      return " 1..%d from byte %d".formatted(chunk.lastIncludedIndex(),
          chunk.offset());
    }
    if (!(message instanceof AppendEntries append)) return "";
    if (append.entries().isEmpty()) return "";
    return " %d..%d".formatted(append.prevLogIndex() + 1,
        append.lastNewIndex());
  }

  /** {@code x←3} for a put, as the paper writes it. */
  static String entry(Entry entry) {
    if (entry.kind() == Entry.Kind.NO_OP) return "no-op";
    if (entry.configuration() != null) return entry.configuration().inWords();
    JsonObject command = object(entry.text());
    if (command == null) return entry.text();
    String key = field(command, "key");
    return switch (field(command, "op")) {
      case "put" -> key + "←" + field(command, "value");
      case "append" -> key + "+=" + field(command, "value");
      case "" -> entry.text();
      default -> field(command, "op") + " " + key;
    };
  }

  private static JsonObject object(String text) {
    try {
      JsonElement element = JsonParser.parseString(text);
      return element.isJsonObject() ? element.getAsJsonObject() : null;
    } catch (JsonParseException notJson) {
      return null; // opaque, then
    }
  }

  private static String field(JsonObject object, String name) {
    JsonElement field = object.get(name);
    if (field == null) return "";
    return field.isJsonPrimitive() ? field.getAsString() : field.toString();
  }

  /**
   * The text without control characters, which might steer a terminal, and
   * without lone surrogates: visible signs stand for them.
   */
  static String visible(String text) {
    StringBuilder visible = new StringBuilder();
    text.codePoints().forEach(c -> visible.appendCodePoint(picture(c)));
    return visible.toString();
  }

  private static int picture(int c) {
    if (c < ' ') return 0x2400 + c;
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> '\ufffd';
      default -> c;
    };
  }
}
