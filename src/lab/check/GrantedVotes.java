package lab.check;

import static raft.Role.LEADER;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import raft.Message;
import raft.RequestVote;
import raft.RequestVoteReply;
import raft.Status;

/**
 * Two lemmas of Election Safety. Each server votes once in a term, also if
 * it restarts: a vote counts from when it leaves the server. And a leader has
 * the votes of a majority, each of which was given.
 */
final class GrantedVotes extends Checker {
  private record Vote(String candidate, Fact fact) {}

  // Told to others: term, then voter.
  private final Map<Long, Map<String, Vote>> votes = new TreeMap<>();

  GrantedVotes(ClusterView cluster) {
    super(cluster);
  }

  @Override void spoke(ServerView node, Message message,
      Message.Request answered) {
    if (message instanceof RequestVote request) {
      votes(node, request.term(), request.candidateId());
    } else if (message instanceof RequestVoteReply reply
        && reply.voteGranted()) {
      votes(node, reply.term(), answered.from());
    }
  }

  private void votes(ServerView voter, long term, String candidate) {
    Vote vote = new Vote(candidate,
        fact("%s votes for %s in term %d", voter.id(), candidate, term));
    Vote before = in(term).putIfAbsent(voter.id(), vote);
    if (before == null || before.candidate().equals(candidate)) return;
    throw broken(Property.ONE_VOTE_PER_TERM, before.fact(), vote.fact());
  }

  private Map<String, Vote> in(long term) {
    return votes.computeIfAbsent(term, each -> new TreeMap<>());
  }

  @Override void changed(ServerView node) {
    if (node.justWon()) countVotes(node);
    Status before = node.before();
    Status now = node.status();
    if (before.term() != now.term() || before.votedFor() == null
        || before.votedFor().equals(now.votedFor())) return;
    throw broken(Property.ONE_VOTE_PER_TERM,
        fact("%s had voted for %s in term %d", node.id(), before.votedFor(),
            now.term()),
        fact("now its vote in that term is %s", now.votedFor()));
  }

  private void countVotes(ServerView leader) {
    assert leader.status().role() == LEADER;
    long term = leader.status().term();
    Set<String> voters = new TreeSet<>();
    in(term).forEach((voter, vote) -> {
      if (vote.candidate().equals(leader.id())) voters.add(voter);
    });
    voters.remove(leader.id());
    if (votedForItself(leader, term)) voters.add(leader.id());
    if (Majority.decides(leader.configurationBefore(), voters)) return;
    throw broken(Property.ELECTED_BY_MAJORITY,
        fact("%s has in term %d the votes of %s, of the servers %s",
            leader.id(), term, voters, leader.configurationBefore()),
        fact("%s becomes leader of term %d", leader.id(), term));
  }

  private static boolean votedForItself(ServerView leader, long term) {
    return leader.durableTerm() == term
        && leader.id().equals(leader.durableVote());
  }
}
