package raft.node;

import java.nio.charset.StandardCharsets;
import java.util.List;
import raft.AppendEntries;
import raft.AppendEntriesReply;
import raft.Entry;
import raft.InstallSnapshot;
import raft.InstallSnapshotReply;
import raft.Message;
import raft.RequestPreVote;
import raft.RequestPreVoteReply;
import raft.RequestReadIndexReply;
import raft.RequestVote;
import raft.RequestVoteReply;
import raft.node.Frame.ClientReply;
import raft.node.Frame.ClientRequest;
import raft.node.Frame.ErrorFrame;
import raft.node.Frame.QueryRequest;
import raft.node.Frame.StatusReply;

/**
 * A frame in one short line, for a person, and about how long it is as JSON.
 */
final class FrameInWords {
  private FrameInWords() {}

  /**
   * {@code AppendEntries t3 prev 7/2, 3 entries, commit 7 #17}: 7/2 is index 7
   * of term 2, and the reply to it is #17 as well.
   */
  static String of(Record frame) {
    if (frame instanceof AppendEntries append) return words(append);
    if (frame instanceof AppendEntriesReply reply) return words(reply);
    if (frame instanceof InstallSnapshot chunk) return words(chunk);
    if (frame instanceof InstallSnapshotReply reply) return words(reply);
    if (frame instanceof Message message) return words(message);
    if (frame instanceof ClientRequest request) {
      return "ClientRequest " + request.id() + " " + request.command();
    }
    if (frame instanceof QueryRequest query) {
      return "QueryRequest " + query.id() + " " + query.command();
    }
    if (frame instanceof ClientReply reply) return words(reply);
    if (frame instanceof ErrorFrame error) return "ErrorFrame " + error.why();
    return Codec.encode(frame);
  }

  private static String words(Message message) {
    if (message instanceof RequestVote vote) {
      return words("RequestVote", vote, (vote.leadershipTransfer()
          ? "told to by the leader, " : "") + log(vote.lastLogIndex(),
          vote.lastLogTerm()));
    }
    if (message instanceof RequestVoteReply reply) {
      return words("RequestVoteReply", reply, granted(reply.voteGranted()));
    }
    if (message instanceof RequestPreVote asked) {
      return words("RequestPreVote", asked,
          log(asked.lastLogIndex(), asked.lastLogTerm()));
    }
    if (message instanceof RequestPreVoteReply reply) {
      return words("RequestPreVoteReply", reply,
          granted(reply.preVoteGranted()));
    }
    if (message instanceof RequestReadIndexReply reply) {
      return words("RequestReadIndexReply", reply, reply.confirmed()
          ? "read from " + reply.readIndex() : "refused");
    }
    String name = message.getClass().getSimpleName();
    return "%s t%d %s".formatted(name, message.term(), number(message.id()));
  }

  /**
   * About how many bytes a frame has: those of its entries and texts, which may
   * be long. The rest is small.
   */
  static long bytes(Record frame) {
    if (frame instanceof AppendEntries append) return bytes(append.entries());
    if (frame instanceof InstallSnapshot chunk) return chunk.data().length();
    if (frame instanceof StatusReply status) return bytes(status.log());
    if (frame instanceof ClientRequest request) {
      return request.command().text().length();
    }
    if (frame instanceof QueryRequest query) {
      return query.command().text().length();
    }
    if (frame instanceof ClientReply reply) {
      return reply.answer() != null ? reply.answer().text().length()
          : reply.why().length();
    }
    return 0;
  }

  private static long bytes(List<Entry> entries) {
    return entries.stream().mapToLong(Entry::bytes).sum();
  }

  private static String words(AppendEntries append) {
    int count = append.entries().size();
    String entries = count == 0 ? "no entries"
        : count == 1 ? "1 entry" : count + " entries";
    return "AppendEntries t%d prev %d/%d, %s, commit %d %s".formatted(
        append.term(), append.prevLogIndex(), append.prevLogTerm(), entries,
        append.leaderCommit(), number(append.id()));
  }

  private static String words(AppendEntriesReply reply) {
    if (reply.success()) {
      return "AppendEntriesReply t%d success %s".formatted(reply.term(),
          number(reply.id()));
    }
    String hint = reply.conflictIndex() == 0 ? "" : reply.conflictTerm() == 0
        ? ", log ends before " + reply.conflictIndex()
        : ", term %d begins at %d".formatted(reply.conflictTerm(),
            reply.conflictIndex());
    return "AppendEntriesReply t%d refused%s %s".formatted(reply.term(), hint,
        number(reply.id()));
  }

  private static String words(InstallSnapshot chunk) {
    int bytes = chunk.data().getBytes(StandardCharsets.UTF_8).length;
    return "InstallSnapshot t%d snapshot 1..%d, bytes %d..%d%s %s".formatted(
        chunk.term(), chunk.lastIncludedIndex(), chunk.offset(),
        chunk.offset() + bytes, chunk.done() ? ", last" : "",
        number(chunk.id()));
  }

  private static String words(InstallSnapshotReply reply) {
    return "InstallSnapshotReply t%d %s %s".formatted(reply.term(),
        reply.installed() ? "installed" : "has " + reply.received() + " bytes",
        number(reply.id()));
  }

  private static String log(long lastLogIndex, long lastLogTerm) {
    return lastLogIndex == 0 ? "empty log"
        : "log ends with %d/%d".formatted(lastLogIndex, lastLogTerm);
  }

  private static String granted(boolean isGranted) {
    return isGranted ? "granted" : "refused";
  }

  private static String words(String name, Message message, String what) {
    return "%s t%d%s %s %s".formatted(name, message.term(),
        message instanceof Message.Request ? "," : "", what,
        number(message.id()));
  }

  private static String words(ClientReply reply) {
    return "ClientReply %s %s %s".formatted(reply.id(), reply.outcome(),
        reply.answer() != null ? reply.answer() : reply.why());
  }

  /** The line already says whose request it is. */
  private static String number(String id) {
    return "#" + id.substring(id.lastIndexOf('-') + 1);
  }
}
