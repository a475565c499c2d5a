package lab.check;

import raft.AppendEntries;
import raft.AppendEntriesReply;
import raft.Entry;
import raft.InstallSnapshot;
import raft.InstallSnapshotReply;
import raft.Message;
import raft.RequestVote;
import raft.RequestVoteReply;

/**
 * The law over every message that leaves: its sender's term is durable, and so
 * is the vote it speaks of; a success goes no further than the replier's
 * durable log. The entries of a leader's AppendEntries are the one exception.
 *
 * <p>A disk that is in a newer term already may have replaced what a message of
 * an older term speaks of. That breaks no promise: a server in a newer term
 * never acts in the older one again.
 */
final class PersistBeforeSpeak extends Checker {
  PersistBeforeSpeak(ClusterView cluster) {
    super(cluster);
  }

  @Override void spoke(ServerView node, Message message,
      Message.Request answered) {
    if (node.durableTerm() < message.term()) {
      throw early(node, message, fact("the disk of %s holds term %d",
          node.id(), node.durableTerm()));
    }
    if (node.durableTerm() > message.term()) return;
    if (message instanceof RequestVote request) {
      vote(node, request, request.candidateId());
    } else if (message instanceof RequestVoteReply reply) {
      if (reply.voteGranted()) vote(node, reply, answered.from());
    } else if (message instanceof AppendEntriesReply reply && reply.success()) {
      entries(node, reply, (AppendEntries) answered);
    } else if (message instanceof InstallSnapshotReply reply
        && reply.installed()) {
      log(node, reply, ((InstallSnapshot) answered).lastIncludedIndex());
    }
  }

  private void vote(ServerView node, Message message, String candidate) {
    if (candidate.equals(node.durableVote())) return;
    throw early(node, message, fact("the disk of %s holds a vote for %s",
        node.id(), node.durableVote()));
  }

  private void entries(ServerView node, Message reply, AppendEntries request) {
    long index = request.prevLogIndex();
    for (Entry entry : request.entries()) {
      index++;
      if (node.holdsDurably(index, entry)) continue;
      throw early(node, reply, fact("the disk of %s does not hold %s at %d",
          node.id(), entry, index));
    }
    log(node, reply, request.lastNewIndex());
  }

  /** A log, or a snapshot and what follows it, up to this index. */
  private void log(ServerView node, Message reply, long lastIndex) {
    if (node.durableLog().lastIndex() >= lastIndex) return;
    throw early(node, reply, fact("the disk of %s holds a log up to %d",
        node.id(), node.durableLog().lastIndex()));
  }

  private Violation early(ServerView node, Message message, Fact fact) {
    return broken(Property.PERSIST_BEFORE_SPEAK, fact,
        fact("%s says %s", node.id(), message));
  }
}
