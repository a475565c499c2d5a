package lab.check;

import static raft.Role.LEADER;
import static lab.check.Cast.assertBreaks;

import org.junit.jupiter.api.Test;
import raft.RequestVote;
import raft.RequestVoteReply;

class GrantedVotesTest {
  private final Cast cast = new Cast();
  private final GrantedVotes checker = new GrantedVotes(cast);

  private void asks(Actor candidate, long term) {
    checker.spoke(candidate, request(candidate.id(), term), null);
  }

  private void grants(Actor voter, String candidate, long term) {
    checker.spoke(voter, new RequestVoteReply("id", term, true),
        request(candidate, term));
  }

  private static RequestVote request(String candidate, long term) {
    return new RequestVote("id", term, candidate, 0, 0);
  }

  @Test void twoVotesInOneTermBreakIt() {
    grants(cast.n3, "n1", 4);

    assertBreaks(Property.ONE_VOTE_PER_TERM, "n3 votes for n1 in term 4",
        "n3 votes for n2 in term 4", () -> grants(cast.n3, "n2", 4));
  }

  @Test void aCandidateThatVotesForAnotherBreaksIt() {
    asks(cast.n3, 4);

    assertBreaks(Property.ONE_VOTE_PER_TERM, "n3 votes for n3 in term 4",
        "n3 votes for n2 in term 4", () -> grants(cast.n3, "n2", 4));
  }

  @Test void aVoteThatChangesInMemoryBreaksIt() {
    checker.changed(cast.n3.votes(4, "n1"));
    Actor forgetful = cast.n3.votes(4, null);

    assertBreaks(Property.ONE_VOTE_PER_TERM, "n3 had voted for n1 in term 4",
        "now its vote in that term is null", () -> checker.changed(forgetful));
  }

  @Test void theSameVoteAgainAndAnotherTermDoNot() {
    grants(cast.n3, "n1", 4);

    grants(cast.n3, "n1", 4);
    grants(cast.n3, "n2", 5);
  }

  @Test void aLeaderWithoutAMajorityBreaksIt() {
    asks(cast.n1, 4);
    Actor winner = cast.n1.stores(4, "n1").becomes(LEADER, 4);

    assertBreaks(Property.ELECTED_BY_MAJORITY,
        "n1 has in term 4 the votes of [n1], of the servers n1 n2 n3",
        "n1 becomes leader of term 4", () -> checker.changed(winner));
  }

  @Test void aLeaderThatCountsAVoteOfItsOwnThatIsNotOnDiskBreaksIt() {
    grants(cast.n2, "n1", 4);
    Actor winner = cast.n1.stores(3, null).becomes(LEADER, 4);

    assertBreaks(Property.ELECTED_BY_MAJORITY, "the votes of [n2]",
        "n1 becomes leader", () -> checker.changed(winner));
  }

  @Test void aLeaderWithAMajorityDoesNot() {
    grants(cast.n2, "n1", 4);

    checker.changed(cast.n1.stores(4, "n1").becomes(LEADER, 4));
  }
}
