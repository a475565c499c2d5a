package raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static raft.Given.server;
import static raft.Peer.peer;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a client is told, and what that promises (§8). */
class ClientInteractionTest {

  @Tag("CL1")
  @Test void aFollowerRefusesAndNamesTheLeader() {
    Bench n1 = server("n1").follows("n2", 4);

    Outcome outcome = n1.isTold("x").getNow(null);

    assertEquals("n2", hintOf(outcome));
    assertEquals("", n1.log(), "nothing happened");
  }

  @Tag("CL1")
  @Test void aFollowerThatKnowsNoLeaderNamesNone() {
    Bench n1 = server("n1").inTerm(4).starts();

    Outcome outcome = n1.isTold("x").getNow(null);

    assertNull(hintOf(outcome));
  }

  @Tag("CL1")
  @Test void aCandidateRefusesAndNamesNobody() {
    Bench n1 = server("n1").follows("n2", 4);
    n1.timesOut();

    Outcome outcome = n1.isTold("x").getNow(null);

    assertNull(hintOf(outcome));
  }

  @Tag("CL1")
  @Test void aDeposedLeaderNamesTheNewOne() {
    Bench n1 = server("n1").leads(4);
    n1.hears(peer("n3").inTerm(5).heartbeat());

    Outcome outcome = n1.isTold("x").getNow(null);

    assertEquals("n3", hintOf(outcome));
  }

  @Tag("CL1")
  @Test void aLeaderOfTheOldTermIsNoHintInTheNewOne() {
    Bench n1 = server("n1").follows("n2", 4);
    n1.hears(peer("n3").inTerm(5).asksForVote());

    Outcome outcome = n1.isTold("x").getNow(null);

    assertNull(hintOf(outcome));
  }

  // What was appended may yet be committed by another leader, or replaced.
  @Tag("L2")
  @Tag("CL3")
  @Test void aDeposedLeaderCannotTellWhatBecomesOfItsCommands() {
    Bench n1 = server("n1").leads(4);
    List<CompletableFuture<Outcome>> answers =
        List.of(n1.isTold("x"), n1.isTold("y"));

    n1.hears(peer("n2").inTerm(5).heartbeat());

    Outcome expected = new Outcome.Unknown("n1 was deposed");
    for (CompletableFuture<Outcome> answer : answers) {
      assertEquals(expected, answer.getNow(null));
    }
  }

  @Tag("L2")
  @Tag("CL3")
  @Test void whatWasAnsweredStaysAnswered() {
    Bench n1 = server("n1").leads(4);
    CompletableFuture<Outcome> first = n1.isTold("x");
    n1.forces();
    n1.isStoredBy("n2");
    CompletableFuture<Outcome> second = n1.isTold("y");

    n1.hears(peer("n3").inTerm(5).heartbeat());

    assertEquals(new Outcome.Applied("1"), first.getNow(null));
    assertInstanceOf(Outcome.Unknown.class, second.getNow(null));
  }

  @Test void aLeaderElectedAgainDoesNotAnswerTheClientsOfItsFirstTime() {
    Bench n1 = server("n1").leads(4);
    CompletableFuture<Outcome> old = n1.isTold("x");
    n1.hears(peer("n2").inTerm(5).heartbeat());
    n1.runsForLeader();
    n1.isGrantedBy("n2");
    CompletableFuture<Outcome> fresh = n1.isTold("y");
    n1.forces();

    n1.isStoredBy("n2");

    assertInstanceOf(Outcome.Unknown.class, old.getNow(null));
    Outcome outcome = fresh.getNow(null);
    assertEquals(new Outcome.Applied("2"), outcome, "x came through too");
  }

  @Test void aClientOfALeaderWithoutMajorityIsNotAnswered() {
    Bench n1 = server("n1").of(5).leads(4);
    CompletableFuture<Outcome> answer = n1.isTold("x");
    n1.forces();

    n1.isStoredBy("n2");

    assertFalse(answer.isDone());
  }

  @Test void theNoOpOfANewLeaderIsNobodysAnswer() {
    Bench n1 = server("n1").withNoOp().leads(4);
    CompletableFuture<Outcome> answer = n1.isTold("x");
    n1.forces();

    n1.isStoredBy("n2");

    assertEquals(new Outcome.Applied("1"), answer.getNow(null));
    assertEquals(2, n1.commitIndex());
  }

  // ---- What is not appended, beyond Figure 2 -----------------------------

  /** Commands that begin with a serial are the same whenever they come. */
  private static final class Serials implements StateMachine {
    private int applied;

    @Override public Command read(String text) {
      return new Command() {
        @Override public String text() {
          return text;
        }

        @Override public boolean hasSerial() {
          return text.startsWith("serial");
        }
      };
    }

    @Override public String apply(Command command) {
      return "%d".formatted(++applied);
    }

    @Override public Iterator<String> image() {
      throw new AssertionError("no snapshot is taken");
    }

    @Override public Restoring restore() {
      throw new AssertionError("no snapshot was taken");
    }
  }

  @Test void aCommandSentAgainWaitsForTheEntryThatItHas() {
    Bench n1 = server("n1").withMachine(new Serials()).leads(4);
    CompletableFuture<Outcome> first = n1.isTold("serial 7");
    n1.isTold("serial 8");

    CompletableFuture<Outcome> again = n1.isTold("serial 7");

    assertEquals("44", n1.log());
    n1.forces();
    n1.isStoredBy("n2");
    assertEquals(new Outcome.Applied("1"), first.getNow(null));
    assertEquals(new Outcome.Applied("1"), again.getNow(null));
  }

  @Test void aCommandSentAgainWaitsForAnEntryThatWasInherited() {
    Bench n1 = server("n1").withSaved(new Storage.Saved(3, null,
        List.of(Entry.command(3, "serial 7")))).withMachine(new Serials())
        .withNoOp().leads(4);

    CompletableFuture<Outcome> again = n1.isTold("serial 7");

    assertEquals("34", n1.log(), "and the no-op");
    n1.isStoredBy("n2");
    assertEquals(new Outcome.Applied("1"), again.getNow(null));
  }

  private static void leadsAgain(Bench n1) {
    n1.timesOut();
    n1.forces();
    n1.isGrantedBy("n2");
    n1.forces();
  }

  @Test void aCommandThatWasInheritedIsFoundInEachTermThatItLeads() {
    Bench n1 =
        server("n1").withMachine(new Serials()).withNoOp().leads(4);
    n1.isTold("serial 7");
    n1.hears(new Peer("n2", 5, List.of(Entry.noOp(4),
        Entry.command(4, "serial 7"), Entry.command(5, "serial 8")), 0)
        .sendsFrom(3));
    leadsAgain(n1);

    n1.isTold("serial 8");

    assertEquals("4456", n1.log(), "and the no-op");
  }

  // At its index stands an entry of another leader now.
  @Test void aCommandThatWasReplacedIsAppendedAgain() {
    Bench n1 = server("n1").withMachine(new Serials()).leads(4);
    n1.isTold("serial 7");
    n1.hears(peer("n2").withLog("5").inTerm(5).sendsFrom(1));
    leadsAgain(n1);
    n1.isTold("serial 8");

    n1.isTold("serial 7");

    assertEquals("566", n1.log());
  }

  // L4 commits no entry of an older term by itself, so without a no-op nobody
  // else might ever bring an entry of this term.
  @Test void aCommandThatWasInheritedIsAppendedAgainIfNothingElseCommitsIt() {
    Bench n1 = server("n1").withSaved(new Storage.Saved(3, null,
        List.of(Entry.command(3, "serial 7")))).withMachine(new Serials())
        .leads(4);

    CompletableFuture<Outcome> again = n1.isTold("serial 7");

    assertEquals("34", n1.log());
    n1.forces();
    n1.isStoredBy("n2");
    assertEquals(new Outcome.Applied("2"), again.getNow(null));
  }

  @Test void withoutANoOpALogThatWasInheritedRefusesNoCommand() {
    Bench n1 = server("n1").withLog("1233").holdsBack(150).leads(4);

    n1.isTold("a");

    assertEquals("12334", n1.log());
    n1.forces();
    n1.isStoredBy("n2");
    assertEquals(5, n1.commitIndex());
  }

  @Test void aCommandWithoutASerialIsAnotherOneEachTime() {
    Bench n1 = server("n1").withMachine(new Serials()).leads(4);
    n1.isTold("register");

    n1.isTold("register");

    assertEquals("44", n1.log());
  }

  @Test void aCommandThatWasAppliedIsAppendedAgain() {
    Bench n1 = server("n1").withMachine(new Serials()).leads(4);
    n1.isTold("serial 7");
    n1.forces();
    n1.isStoredBy("n2");

    n1.isTold("serial 7");

    assertEquals("44", n1.log(), "the sessions know it, the log does not");
  }

  @Tag("CL3")
  @Test void aDeposedLeaderLeavesBothSendingsOfACommandUnknown() {
    Bench n1 = server("n1").withMachine(new Serials()).leads(4);
    CompletableFuture<Outcome> first = n1.isTold("serial 7");
    CompletableFuture<Outcome> again = n1.isTold("serial 7");

    n1.hears(peer("n2").inTerm(5).heartbeat());

    assertInstanceOf(Outcome.Unknown.class, first.getNow(null));
    assertInstanceOf(Outcome.Unknown.class, again.getNow(null));
  }

  @Test void whileTooMuchWaitsForAMajorityCommandsAreRefused() {
    Bench n1 = server("n1").holdsBack(150).leads(4);
    n1.appends("a", "b", "c");

    CompletableFuture<Outcome> refused = n1.isTold("d");

    assertInstanceOf(Outcome.Refused.class, refused.getNow(null));
    assertEquals("444", n1.log());
    n1.isStoredBy("n2");
    n1.isTold("e");
    assertEquals("4444", n1.log());
  }

  // ---- The no-op of §8 ---------------------------------------------------

  // §8 "Raft handles this by having each leader commit a blank no-op entry
  // into the log at the start of its term."
  @Tag("CL6")
  @Test void aNewLeaderAppendsANoOpIfItIsToldTo() {
    Bench n1 = server("n1").withLog("12").withNoOp().leads(4);

    assertEquals("124", n1.log());
    assertEquals(List.of(Entry.noOp(4)), n1.server().lastEntries(1));
  }

  @Tag("CL6")
  @Test void theNoOpCommitsWhatTheLeaderInherited() {
    Bench n1 = server("n1").withLog("12").withNoOp().leads(4);

    n1.isStoredBy("n2");

    assertEquals(3, n1.commitIndex());
    assertEquals(2, n1.applied().size(), "the no-op is not applied");
  }

  @Test void withoutNoOpANewLeaderAppendsNothing() {
    Bench n1 = server("n1").withLog("12").leads(4);

    n1.isStoredBy("n2");

    assertEquals("12", n1.log());
    assertEquals(0, n1.commitIndex());
    assertTrue(n1.isQuietTo("n2"));
  }

  /** Whom a refusal names. */
  private static String hintOf(Outcome outcome) {
    return assertInstanceOf(Outcome.Refused.class, outcome).leader();
  }
}
