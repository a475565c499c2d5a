package lab.check;

import static lab.check.Cast.assertBreaks;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static raft.Role.FOLLOWER;
import static raft.Role.LEADER;

import java.util.List;
import org.junit.jupiter.api.Test;
import raft.Entry;

class Figure3Test {
  private final Cast cast = new Cast();
  private final CommittedEntries committed = new CommittedEntries(Cast.ALL);
  private final Figure3 checker = new Figure3(cast, committed);

  // ---- Election Safety ------------------------------------------------

  @Test void twoLeadersInOneTermBreakIt() {
    cast.event(7);
    checker.changed(cast.n1.becomes(LEADER, 5));
    cast.event(9);
    Actor second = cast.n3.becomes(LEADER, 5);

    assertBreaks(Property.ELECTION_SAFETY,
        "event 7: n1 becomes leader of term 5",
        "event 9: n3 becomes leader of term 5",
        () -> checker.changed(second));
  }

  @Test void theSameServerTwiceInOneTermBreaksIt() {
    checker.changed(cast.n1.becomes(LEADER, 5));
    checker.changed(cast.n1.becomes(FOLLOWER, 5));
    Actor again = cast.n1.becomes(LEADER, 5);

    assertBreaks(Property.ELECTION_SAFETY, "n1", "n1",
        () -> checker.changed(again));
  }

  @Test void aLeaderThatLeadsOnAndOneOfANewTermDoNot() {
    checker.changed(cast.n1.becomes(LEADER, 5));

    checker.changed(cast.n1.stays());
    checker.changed(cast.n3.becomes(LEADER, 6));
  }

  // ---- Leader Append-Only ---------------------------------------------

  @Test void aLeaderThatDeletesAnEntryBreaksIt() {
    Actor leader = cast.n1.becomes(LEADER, 2).stays();

    assertBreaks(Property.LEADER_APPEND_ONLY, "n1 leads term 2",
        "n1 deletes, from 4 on",
        () -> checker.deleted(leader, 4, List.of(Actor.entry(4, 1))));
  }

  @Test void whoIsDeposedInTheSameStepMayDelete() {
    Actor deposed = cast.n1.becomes(LEADER, 2).becomes(FOLLOWER, 3);

    checker.deleted(deposed, 4, List.of(Actor.entry(4, 1)));
  }

  // ---- Log Matching ---------------------------------------------------

  private void append(Actor node) {
    long last = node.log().lastIndex();
    checker.appended(node, last, node.log().entry(last));
  }

  @Test void twoCommandsAtOneIndexAndTermBreakIt() {
    append(cast.n1.logs(Entry.command(1, "one")));
    cast.n2.logs(Entry.command(1, "other"));

    assertBreaks(Property.LOG_MATCHING, "the log of n1 has at 1",
        "the log of n2 has at 1", () -> append(cast.n2));
  }

  @Test void differentTermsBeforeTheSameEntryBreakIt() {
    append(cast.n1.logs(1, 3));
    cast.n2.logs(2, 3);

    assertBreaks(Property.LOG_MATCHING, "after an entry of term 1",
        "after an entry of term 2", () -> append(cast.n2));
  }

  @Test void aDiskThatComesBackDifferentBreaksIt() {
    append(cast.n1.logs(1));
    append(cast.n1.logs(1, 3));
    cast.n1.logs(2, 3);

    assertBreaks(Property.LOG_MATCHING, "after an entry of term 1",
        "after an entry of term 2", () -> checker.started(cast.n1));
  }

  @Test void differentTermsAtOneIndexDoNot() {
    append(cast.n1.logs(1, 2));

    append(cast.n2.logs(1, 3));
  }

  // ---- Leader Completeness --------------------------------------------

  private void commitInTermTwo() {
    checker.changed(cast.n1.logs(1, 2).becomes(LEADER, 2));
    checker.changed(cast.n1.commits(2));
  }

  @Test void aLaterLeaderWithoutACommittedEntryBreaksIt() {
    commitInTermTwo();
    Actor later = cast.n2.logs(1).becomes(LEADER, 3);

    assertBreaks(Property.LEADER_COMPLETENESS, "n1 commits, at 2",
        "n2 leads term 3 and has, at 2, nothing", () -> checker.changed(later));
  }

  @Test void aLaterLeaderWithAnotherEntryBreaksIt() {
    commitInTermTwo();
    Actor later = cast.n2.logs(1, 3).becomes(LEADER, 3);

    assertBreaks(Property.LEADER_COMPLETENESS, "n1 commits, at 2",
        "n2 leads term 3 and has, at 2, {\"entry\":2} of term 3",
        () -> checker.changed(later));
  }

  @Test void aCommitThatALaterLeaderAlreadyLacksBreaksIt() {
    commitInTermTwo();
    checker.changed(cast.n2.logs(1, 2).becomes(LEADER, 3));
    Actor old = cast.n1.logs(1, 2, 2).commits(3);

    assertBreaks(Property.LEADER_COMPLETENESS, "n1 commits, at 3",
        "n2 leads term 3 and has, at 3, nothing", () -> checker.changed(old));
  }

  @Test void aLaterLeaderThatHasItAllDoesNot() {
    commitInTermTwo();
    checker.changed(cast.n2.logs(1, 2, 2).becomes(LEADER, 3));
  }

  // ---- State Machine Safety -------------------------------------------

  @Test void anotherEntryCommittedAtTheSameIndexBreaksIt() {
    cast.event(3);
    checker.changed(cast.n1.logs(1, 1).commits(2));
    cast.event(8);
    Actor other = cast.n2.logs(1, 2).commits(2);

    assertBreaks(Property.STATE_MACHINE_SAFETY, "event 3: n1 commits, at 2",
        "event 8: n2 commits, at 2", () -> checker.changed(other));
  }

  @Test void aCommitBeyondTheEndOfTheLogBreaksIt() {
    Actor node = cast.n1.logs(1).commits(2);

    assertBreaks(Property.STATE_MACHINE_SAFETY, "the log of n1 ends at 1",
        "n1 commits up to 2", () -> checker.changed(node));
  }

  @Test void itKnowsWhereACommandIsCommitted() {
    checker.changed(cast.n1.logs(1, 1, 2).commits(2));

    assertEquals(2, committed.lastIndex());
    assertEquals(2, committed.indexOf("{\"entry\":2}"));
    assertEquals(0, committed.indexOf("{\"entry\":3}"));
  }
}
