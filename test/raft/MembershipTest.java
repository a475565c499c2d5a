package raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static raft.Given.TIMEOUT;
import static raft.Given.server;
import static raft.Peer.peer;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Section 6: the cluster changes from one set of servers to another. */
class MembershipTest {
  private static final int LONG = 1000; // ticks

  private static final Configuration JOINT =
      Configuration.of("n1 n2 n3 -> n3 n4 n5");

  // Leads term 2 of n1, n2, n3, and has told the others so.
  private final Bench n1 = server("n1").leads(2);
  private final Bench n2 = server("n2").starts();
  private final Bench n3 = server("n3").starts();
  private final Bench n4 = server("n4").isNewcomer().starts();
  private final Bench n5 = server("n5").isNewcomer().starts();

  private static CompletableFuture<Outcome> change(Bench leader, String to) {
    List<Server> servers =
        Arrays.stream(to.split(" ")).map(Server::of).toList();
    return leader.server().changeMembers(
        leader.server().members().configuration(), servers, LONG);
  }

  private static String members(Bench server) {
    return server.server().members().configuration().text();
  }

  /** These store what the leader has, and its own disk too. */
  private void replicatesTo(Bench... others) {
    n1.forces();
    for (Bench other : others) n1.talksToTheEndWith(other);
  }

  /** The leader appends C-old,new: the newcomers hold what there is. */
  private CompletableFuture<Outcome> beginsJoint() {
    CompletableFuture<Outcome> outcome = change(n1, "n3 n4 n5");
    n1.talksTo(n4, n5); // they hold all there is: nothing
    assertEquals(JOINT.text(), members(n1));
    return outcome;
  }

  private static AppendEntries entries(long prevLogIndex, long prevLogTerm,
      long leaderCommit, Entry... entries) {
    return new AppendEntries("n1-n2-1", 2, "n1", prevLogIndex, prevLogTerm,
        List.of(entries), leaderCommit);
  }

  // ---- Which configuration is in use ---------------------------------------

  @Tag("MC1") @Test void aConfigurationCountsAsSoonAsItIsAppended() {
    n2.hears(entries(0, 0, 0, Entry.configuration(2, JOINT)));

    assertEquals(0, n2.commitIndex());
    assertEquals(JOINT.text(), members(n2));
    assertEquals(List.of("n1", "n3", "n4", "n5"),
        n2.server().peers().stream().map(Server::id).toList());
  }

  @Tag("MC1") @Test void aCandidateDecidesByAConfigurationNotYetCommitted() {
    n3.hears(entries(0, 0, 0, Entry.configuration(2, JOINT)));
    n3.timesOut();
    n3.forces();

    n3.isGrantedBy("n2");
    assertEquals(Role.CANDIDATE, n3.role(), "a majority of the old servers");
    n3.isGrantedBy("n4");

    assertEquals(0, n3.commitIndex());
    assertEquals(Role.LEADER, n3.role());
  }

  @Tag("MC7") @Test void aConfigurationThatIsDeletedGivesWayToTheOneBefore() {
    n2.hears(entries(0, 0, 0, Entry.command(1, "a"),
        Entry.configuration(2, JOINT)));

    n2.hears(new AppendEntries("n3-n2-1", 3, "n3", 1, 1,
        List.of(Entry.command(3, "b")), 0));

    assertEquals("n1 n2 n3", members(n2));
  }

  @Tag("MC7") @Test void aSnapshotCarriesTheConfigurationOfItsIndex() {
    Bench alone = server("n1").of(1).snapshots(2, 0, 100).leads(2);
    alone.appends("a", "b");
    change(alone, "n1=moved");
    assertEquals("n1 -> n1=moved", members(alone));

    assertTrue(alone.takesSnapshot());
    assertEquals("n1", alone.snapshots().metadata(2).configuration().text());
    alone.forces();
    assertTrue(alone.takesSnapshot());
    assertEquals("n1=moved",
        alone.snapshots().metadata(4).configuration().text());
    assertEquals("n1=moved", members(alone));
  }

  @Tag("MC8") @Test void afterARestartTheLogDecidesAndNotTheFirstConfiguration() {
    n2.hears(entries(0, 0, 0, Entry.configuration(2, JOINT)));

    Bench again = n2.restarts();

    assertEquals(JOINT.text(), members(again));
  }

  @Tag("MC8") @Test void afterARestartTheSnapshotDecidesIfTheLogHasNone() {
    Bench alone = server("n1").of(1).snapshots(1, 0, 100).leads(2);
    change(alone, "n1=moved");
    alone.forces();
    alone.forces();
    assertTrue(alone.takesSnapshot());

    Bench again = alone.restarts();

    assertEquals("", again.log());
    assertEquals("n1=moved", members(again));
  }

  // ---- Decisions -----------------------------------------------------------

  @Tag("MC2") @Test void whileJointAMajorityOfEachIsNeeded() {
    assertFalse(JOINT.isMajority(Set.of("n1", "n2", "n3")));
    assertFalse(JOINT.isMajority(Set.of("n1", "n4", "n5")));
    assertTrue(JOINT.isMajority(Set.of("n1", "n3", "n4")));
    assertEquals(3, JOINT.heldByMajority(
        Map.of("n1", 9L, "n2", 9L, "n3", 3L, "n4", 3L, "n5", 1L)));
  }

  @Tag("MC2") @Test void anEntryIsCommittedByBothMajoritiesOnly() {
    beginsJoint();

    replicatesTo(n2);
    assertEquals(0, n1.commitIndex(), "n1 and n2 are of the old servers");
    replicatesTo(n4);
    assertEquals(0, n1.commitIndex(), "one of the new servers");
    replicatesTo(n5);

    assertEquals(1, n1.commitIndex());
  }

  @Tag("MC2") @Test void aCandidateNeedsBothMajorities() {
    for (Bench each : List.of(n3, n4, n5)) {
      each.hears(entries(0, 0, 0, Entry.configuration(2, JOINT)));
    }
    n3.timesOut();
    n3.forces();

    n3.talksTo(n4, n5);
    assertEquals(Role.CANDIDATE, n3.role());
    n3.talksTo(n2);

    assertEquals(Role.LEADER, n3.role());
  }

  @Tag("MC9") @Test void aVoterAsksNotWhetherTheCandidateIsAMember() {
    assertTrue(n2.hears(peer("n9").inTerm(5).asksForVote()).voteGranted());
  }

  @Tag("MC9") @Test void aFollowerAsksNotWhetherTheLeaderIsAMember() {
    assertTrue(n4.hears(peer("n9").inTerm(5).withLog("1").sendsFrom(1))
        .success());
    assertEquals("n9", n4.leader());
  }

  // ---- The phases of a change ----------------------------------------------

  @Tag("MC3") @Test void cNewIsAppendedOnceCOldNewIsCommitted() {
    CompletableFuture<Outcome> outcome = beginsJoint();
    replicatesTo(n4, n2);
    assertEquals(JOINT.text(), members(n1));

    replicatesTo(n5);
    assertEquals("n3 n4 n5", members(n1));
    assertFalse(outcome.isDone());
    replicatesTo(n4, n5);

    assertEquals(new Outcome.Applied("n3 n4 n5"), outcome.getNow(null));
  }

  @Tag("MC3") @Test void anotherChangeIsRefusedWhileOneIsUnderWay() {
    beginsJoint();

    Outcome other = change(n1, "n1").getNow(null);

    assertInstanceOf(Outcome.Refused.class, other);
    assertTrue(other.toString().contains("another change is under way"));
  }

  @Tag("MC3") @Test void aNewLeaderGoesOnFromTheJointConfiguration() {
    Entry joint = Entry.configuration(2, JOINT);
    for (Bench each : List.of(n2, n3, n4, n5)) {
      each.hears(entries(0, 0, 0, joint));
    }
    n3.timesOut();
    n3.forces();
    n3.talksTo(n2, n4, n5);
    n3.appends("an entry of its own term, so that it can commit (L4)");

    for (Bench each : List.of(n2, n4)) n3.talksToTheEndWith(each);
    n3.forces();

    assertEquals("n3 n4 n5", members(n3));
  }

  @Test void theSameChangeAskedAgainIsTheSameChange() {
    CompletableFuture<Outcome> first = change(n1, "n3 n4 n5");
    CompletableFuture<Outcome> second = change(n1, "n5 n4 n3");
    replicatesTo(n4, n5);
    replicatesTo(n2, n4, n5);
    replicatesTo(n4, n5);

    assertEquals(new Outcome.Applied("n3 n4 n5"), first.getNow(null));
    assertEquals(first.getNow(null), second.getNow(null));
  }

  @Test void aChangeToWhatIsThereIsDoneWhenItIsKnownToBeSoStill() {
    CompletableFuture<Outcome> outcome = change(n1, "n3 n2 n1");

    assertFalse(outcome.isDone(), "another leader may have changed it since");
    replicatesTo(n2);

    assertEquals(new Outcome.Applied("n1 n2 n3"), outcome.getNow(null));
  }

  @Test void whoAsksTheNextLeaderAgainGetsTheSameChange() {
    beginsJoint();
    n1.forces();
    n1.talksTo(n2, n4, n5);
    for (Bench each : List.of(n2, n4, n5)) n1.exchange(each); // C-new is there
    n4.timesOut();
    n4.forces();
    n4.talksTo(n5, n3);

    CompletableFuture<Outcome> again = change(n4, "n3 n4 n5");
    n4.appends("an entry of its own term, so that it can commit (L4)");
    n4.talksToTheEndWith(n5);
    n4.talksToTheEndWith(n5);

    assertEquals(new Outcome.Applied("n3 n4 n5"), again.getNow(null));
  }

  @Test void aChangeOfWhatWasTheConfigurationOnceIsRefused() {
    Outcome outcome = n1.server().changeMembers(
        new Configuration(List.of("n1", "n2")),
        List.of(Server.of("n1")), LONG).getNow(null);

    assertEquals(new Outcome.Refused("the members are n1 n2 n3 by now", "n1"),
        outcome);
  }

  @Test void aFollowerRefusesAndNamesTheLeader() {
    n2.hears(peer("n1").inTerm(2).heartbeat());

    assertEquals(new Outcome.Refused("it is not the leader", "n1"),
        change(n2, "n2").getNow(null));
  }

  // ---- Newcomers -----------------------------------------------------------

  @Tag("MC4") @Test void aNewcomerGetsTheLogBeforeItCounts() {
    n1.appends("a", "b");
    change(n1, "n1 n2 n3 n4");

    assertEquals("n1 n2 n3", members(n1));
    replicatesTo(n4);

    assertEquals("n1 n2 n3 -> n1 n2 n3 n4", members(n1));
    assertEquals("222", n4.log());
  }

  @Tag("MC4") @Test void aNewcomerDoesNotCountForAMajority() {
    change(n1, "n1 n2 n3 n4 n5");
    n1.appends("a");

    n1.talksTo(n4, n5);
    n1.exchange(n4);

    assertEquals(0, n1.commitIndex());
  }

  @Tag("MC4") @Test void aRoundLongerThanAnElectionTimeoutIsNotTheLast() {
    n1.appends("a");
    change(n1, "n1 n2 n3 n4");
    n1.ticks(TIMEOUT); // it is slow
    n1.talksToTheEndWith(n4);
    assertEquals("n1 n2 n3", members(n1));

    n1.ticks(1);
    n1.talksToTheEndWith(n4);

    assertEquals("n1 n2 n3 -> n1 n2 n3 n4", members(n1));
  }

  @Tag("MC4") @Test void eachRoundEndsWhereTheLogEndedWhenItBegan() {
    Bench leader = server("n1").withBatches(1, 1_000_000).leads(2);
    leader.appends("a");
    change(leader, "n1 n2 n3 n4");
    leader.appends("b");
    leader.ticks(TIMEOUT); // the first round is slow
    leader.talksTo(n4, n4);
    assertEquals("2", n4.log());

    leader.ticks(1);
    assertEquals("n1 n2 n3", members(leader), "b is of the second round");
    leader.talksTo(n4);

    assertEquals("22", n4.log());
    assertEquals("n1 n2 n3 -> n1 n2 n3 n4", members(leader));
  }

  @Test void whatANewcomerLacksIsBytesOfASnapshotAndThenEntries() {
    Bench leader = server("n1").of(1).snapshots(2, 0, 8).leads(2);
    leader.appends("a", "b");
    assertTrue(leader.takesSnapshot());
    int bytes = leader.snapshots().file(2).length();
    change(leader, "n1 n4");
    assertEquals(new Members.Newcomer(Server.of("n4"), 0, 0),
        leader.server().members().newcomers().get(0), "nothing was read yet");

    leader.talksTo(n4, n4); // it lacks all entries; the first chunk
    assertEquals(new Members.Newcomer(Server.of("n4"), 0, bytes - 8),
        leader.server().members().newcomers().get(0));
    leader.appends("c");
    leader.ticks(TIMEOUT); // a round that is too slow to be the last
    while (n4.applied().isEmpty()) assertTrue(leader.exchange(n4).isPresent());

    assertEquals(new Members.Newcomer(Server.of("n4"), 2, 0),
        leader.server().members().newcomers().get(0));
  }

  @Tag("MC4") @Test void aNewcomerThatDoesNotCatchUpIsGivenUp() {
    CompletableFuture<Outcome> outcome = change(n1, "n1 n2 n3 n9");

    for (int i = 0; i < LONG; i++) {
      n1.ticks(1);
      replicatesTo(n2, n3);
    }

    assertEquals(new Outcome.Refused(
        "not caught up in time: n9, nothing is changed", "n1"),
        outcome.getNow(null));
    assertTrue(n1.isQuietTo("n9"));
    assertTrue(n1.log().isEmpty());
  }

  @Tag("MC4") @Test void whoIsDeposedMeanwhileHasChangedNothing() {
    CompletableFuture<Outcome> outcome = change(n1, "n1 n2 n3 n4");

    n1.hears(peer("n3").inTerm(7).heartbeat());

    assertEquals(new Outcome.Refused("n1 was deposed, nothing is changed",
        "n3"), outcome.getNow(null));
  }

  @Tag("MC3") @Test void whoIsDeposedInTheJointConfigurationDoesNotKnow() {
    CompletableFuture<Outcome> outcome = beginsJoint();

    n1.hears(peer("n3").inTerm(7).heartbeat());

    assertEquals(new Outcome.Unknown("n1 was deposed"), outcome.getNow(null));
  }

  @Test void aServerThatIsClosedTellsWhatItKnowsAndNotUnderItsLock() {
    CompletableFuture<Boolean> locked = new CompletableFuture<>();
    CompletableFuture<Outcome> early = change(n1, "n1 n2 n3 n9");
    early.thenRun(() -> locked.complete(Thread.holdsLock(n1.server())));
    Bench other = server("n1").of(2).leads(2);
    CompletableFuture<Outcome> late = change(other, "n2");

    n1.server().close("the end");
    other.server().close("the end");

    assertEquals(new Outcome.Refused("the end, nothing is changed", null),
        early.getNow(null));
    assertFalse(locked.getNow(null));
    assertEquals(new Outcome.Unknown("the end"), late.getNow(null));
  }

  // ---- A leader that is not a member ---------------------------------------

  @Tag("MC5") @Test void aLeaderOutsideCNewDoesNotCountItself() {
    beginsJoint();
    n1.forces();
    n1.talksTo(n2, n4, n5);
    assertEquals("n3 n4 n5", members(n1));

    replicatesTo(n4);
    assertEquals(1, n1.commitIndex(), "one of three holds C-new");
    assertEquals(Role.LEADER, n1.role());
    replicatesTo(n5);

    assertEquals(2, n1.commitIndex());
    assertInstanceOf(Outcome.Refused.class, n1.isTold("a").getNow(null));
    assertInstanceOf(Outcome.Refused.class, change(n1, "n1 n2").getNow(null));
    n1.ticks(Given.HEARTBEAT);
    n1.talksTo(n2);
    assertEquals(2, n2.commitIndex(), "n2 leaves too, and is told");
    n1.ticks(Given.HEARTBEAT);
    assertEquals(Role.FOLLOWER, n1.role());
  }

  @Tag("MC5") @Test void aLeaderOutsideCNewOfTwoNeedsBoth() {
    change(n1, "n2 n3");
    replicatesTo(n2, n3);
    assertEquals("n2 n3", members(n1));

    n1.forces();
    assertEquals(1, n1.commitIndex(), "of n2 and n3 only n3 holds C-new");
    replicatesTo(n2);

    assertEquals(2, n1.commitIndex());
  }

  @Tag("MC5") @Test void aLeaderOfTwoCanBeRemoved() {
    Bench first = server("n1").of(2).leads(2);
    Bench other = server("n2").of(2).starts();
    CompletableFuture<Outcome> outcome = change(first, "n2");
    for (int i = 0; i < 4; i++) {
      first.forces();
      first.talksToTheEndWith(other);
    }

    assertEquals(new Outcome.Applied("n2"), outcome.getNow(null));
    other.timesOut();
    other.forces();
    assertEquals(Role.LEADER, other.role());
  }

  // ---- Who may campaign ----------------------------------------------------

  @Tag("MC10") @Test void aServerOutsideCNewCampaignsUntilCNewIsCommitted() {
    Entry joint = Entry.configuration(2, JOINT);
    Entry cNew = Entry.configuration(2, Configuration.of("n3 n4 n5"));
    n2.hears(entries(0, 0, 1, joint, cNew));

    n2.timesOut();
    assertEquals(Role.CANDIDATE, n2.role());
    assertEquals(3, n2.term());
    n2.forces();
    n2.isGrantedBy("n4");
    assertEquals(Role.CANDIDATE, n2.role(), "its own vote does not count");
    n2.isGrantedBy("n5");

    assertEquals(Role.LEADER, n2.role());
  }

  @Tag("MC10") @Test void aServerOutsideCNewIsQuietOnceCNewIsCommitted() {
    Entry joint = Entry.configuration(2, JOINT);
    Entry cNew = Entry.configuration(2, Configuration.of("n3 n4 n5"));
    n2.hears(entries(0, 0, 2, joint, cNew));

    n2.ticks(10 * TIMEOUT);

    assertEquals(2, n2.term());
    assertEquals(Role.FOLLOWER, n2.role());
  }

  @Tag("MC10") @Test void aNewcomerCampaignsWithNobody() {
    n4.hears(peer("n1").inTerm(2).withLog("12").sendsFrom(1));

    n4.ticks(10 * TIMEOUT);

    assertEquals(2, n4.term());
  }

  // ---- Removed servers -----------------------------------------------------

  private static Bench sticky() {
    return server("n2").withStickiness().inTerm(2).follows("n1", 2);
  }

  @Tag("MC6") @Test void whoHearsALeaderDisregardsACandidate() {
    Bench follower = sticky();
    follower.ticks(TIMEOUT - 1);

    RequestVoteReply reply =
        follower.hears(peer("n9").inTerm(8).asksForVote());

    assertFalse(reply.voteGranted());
    assertEquals(2, reply.term());
    assertEquals(2, follower.term());
    assertEquals(1, follower.countdown(), "and its timer goes on");
  }

  @Tag("MC6") @Test void whoHasHeardNoLeaderForTheMinimumTimeoutVotes() {
    Bench follower = server("n2").withSettings(new Settings(5, TIMEOUT,
        1000 * TIMEOUT, 100, 1_000_000, false, 100, 1_000_000,
        Settings.Snapshotting.OFF, new Settings.Calm(true, false, false)))
        .inTerm(2).follows("n1", 2);
    follower.ticks(TIMEOUT - 1);
    assertFalse(follower.hears(peer("n9").inTerm(8).asksForVote())
        .voteGranted());

    follower.ticks(1);
    assertEquals(Role.FOLLOWER, follower.role(), "its own timeout is longer");

    assertTrue(follower.hears(peer("n9").inTerm(8).asksForVote())
        .voteGranted());
  }

  @Tag("MC6") @Test void aLeaderDisregardsACandidate() {
    Bench leader = server("n1").withStickiness().leads(2);

    leader.hears(peer("n9").inTerm(8).asksForVote());

    assertEquals(Role.LEADER, leader.role());
    assertEquals(2, leader.term());
  }

  @Tag("MC6") @Test void aCandidateHearsTheOthersWhoeverLedBefore() {
    Bench candidate = sticky();
    candidate.timesOut(); // a person wants it

    assertTrue(candidate.hears(peer("n9").inTerm(8).asksForVote())
        .voteGranted());
  }

  @Tag("MC6") @Test void afterARestartNoLeaderWasHeard() {
    Bench again = sticky().restarts();

    assertTrue(again.hears(peer("n9").inTerm(8).asksForVote()).voteGranted());
  }

  @Tag("MC10") @Test void aServerThatLeavesIsToldSoBeforeItsLinkEnds() {
    change(n1, "n1 n2");
    replicatesTo(n2, n3);
    replicatesTo(n2, n3);
    assertEquals("n1 n2", members(n1));

    n1.ticks(Given.HEARTBEAT);
    replicatesTo(n2, n3);
    n3.ticks(10 * TIMEOUT);
    n1.ticks(TIMEOUT);

    assertEquals("n1 n2", members(n3));
    assertEquals(2, n3.commitIndex());
    assertEquals(2, n3.term(), "it knows that it has left, and is quiet");
    assertTrue(n1.isQuietTo("n3"));
  }

  @Test void aReplyOfAPeerThatHasGoneChangesNothing() {
    change(n1, "n1 n2");
    replicatesTo(n2, n3);
    replicatesTo(n2, n3);
    n1.ticks(Given.HEARTBEAT);
    AppendEntries heartbeat = n1.sends("n3");
    n1.ticks(TIMEOUT);

    n1.isAnswered("n3", heartbeat, n3.hears(heartbeat));

    assertEquals(0, n1.server().matchIndex("n3"));
    assertEquals(Role.LEADER, n1.role());
  }

  @Test void aLeaderThatIsDeposedMeanwhileHasOnlyTheMembersAsPeers() {
    change(n1, "n1 n2");
    replicatesTo(n2, n3);
    assertEquals("n1 n2", members(n1));
    assertEquals(2, n1.server().peers().size(), "n3 is still told");

    n1.hears(peer("n2").inTerm(7).asksForVote());

    assertEquals(List.of(Server.of("n2")), n1.server().peers());
  }

  @Test void aLinkThatWaitsIsToldThatItsPeerIsGivenUp() throws Exception {
    Bench alone = server("n1").of(1).leads(2);
    alone.server().changeMembers(new Configuration(List.of("n1")),
        List.of(Server.of("n1"), Server.of("n9")), 3);
    alone.sends("n9"); // the next heartbeat is due after these ticks
    CompletableFuture<Boolean> gone = new CompletableFuture<>();
    Thread link = new Thread(() -> {
      try {
        gone.complete(alone.server().awaitRequest("n9").isEmpty());
      } catch (InterruptedException e) {
        gone.completeExceptionally(e);
      }
    });
    link.start();
    while (link.getState() != Thread.State.WAITING && link.isAlive()) {
      Thread.yield();
    }

    alone.ticks(3);

    assertTrue(gone.get(10, TimeUnit.SECONDS));
  }

  @Test void aNewcomerTakesNoSnapshotWhileItKnowsNoMembers() {
    Bench newcomer = server("n4").isNewcomer().snapshots(1, 0, 100).starts();
    newcomer.hears(peer("n1").inTerm(2).withLog("12").committedUpTo(2)
        .sendsFrom(1));

    assertFalse(newcomer.takesSnapshot());
    assertTrue(newcomer.server().requestSnapshot().isCompletedExceptionally());
  }
}
