package raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static raft.Given.server;
import static raft.Peer.peer;
import static raft.Replies.granted;
import static raft.Replies.success;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How a server is entered, and how it ends. */
@Timeout(30)
class DoorsTest {

  /** A state machine that cannot go on. */
  private static final class BrokenMachine implements StateMachine {
    @Override public Command read(String text) {
      return Command.unread(text);
    }

    @Override public String apply(Command command) {
      throw new IllegalStateException("cannot do " + command.text());
    }

    @Override public Iterator<String> image() {
      throw new AssertionError("no snapshot is taken");
    }

    @Override public Restoring restore() {
      throw new AssertionError("no snapshot was taken");
    }
  }

  // ---- Nobody is answered under the lock ---------------------------------

  @Test void aClientIsAnsweredAfterTheLockIsReleased() {
    Bench n1 = server("n1").leads(4);
    List<Boolean> locked = new ArrayList<>();
    n1.isTold("x").thenRun(() -> locked.add(holdsLock(n1)));
    n1.forces();

    n1.isStoredBy("n2");

    assertEquals(List.of(false), locked);
  }

  @Test void aDisappointedClientIsToldAfterTheLockIsReleased() {
    Bench n1 = server("n1").leads(4);
    List<Boolean> locked = new ArrayList<>();
    n1.isTold("x").thenRun(() -> locked.add(holdsLock(n1)));

    n1.hears(peer("n2").inTerm(5).heartbeat());

    assertEquals(List.of(false), locked);
  }

  @Test void aClientOfAClosedServerIsToldAfterTheLockIsReleased() {
    Bench n1 = server("n1").leads(4);
    List<Boolean> locked = new ArrayList<>();
    n1.isTold("x").thenRun(() -> locked.add(holdsLock(n1)));

    n1.server().close("the test is over");

    assertEquals(List.of(false), locked);
  }

  // So a client may enter again from where it was answered.
  @Test void aClientMayAskAgainFromWhereItWasAnswered() {
    Bench n1 = server("n1").leads(4);
    CompletableFuture<Outcome> second =
        n1.isTold("x").thenCompose(outcome -> n1.isTold("y"));
    n1.forces();
    n1.isStoredBy("n2");
    n1.forces();

    n1.isStoredBy("n2");

    assertEquals(new Outcome.Applied("2"), second.getNow(null));
  }

  // ---- Closing -----------------------------------------------------------

  static Stream<Arguments> doors() {
    RequestVote vote = peer("n2").inTerm(9).asksForVote();
    return Stream.of(
        door("handle", n1 -> n1.server().handle(vote)),
        door("handleReply",
            n1 -> n1.isAnswered("n2", vote, granted(vote, 9))),
        door("handleNoReply", n1 -> n1.server().handleNoReply("n2")),
        door("nextRequest", n1 -> n1.server().nextRequest("n2")),
        door("awaitRequest", n1 -> n1.server().awaitRequest("n2")),
        door("tick", n1 -> n1.server().tick()),
        door("timeout", n1 -> n1.server().timeout()),
        door("durable", n1 -> n1.server().durable(0)),
        door("propose", n1 -> n1.server().propose("x")),
        door("status", n1 -> n1.server().status()),
        door("lastEntries", n1 -> n1.server().lastEntries(1)));
  }

  @FunctionalInterface
  private interface Entrance {
    void take(Bench bench) throws InterruptedException;
  }

  private static Arguments door(String name, Entrance step) {
    return Arguments.of(name, step);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("doors")
  void nobodyEntersAClosedServer(String door, Entrance step) {
    Bench n1 = server("n1").leads(4);
    n1.server().close("the disk is full");

    ServerClosedException refusal = assertThrows(ServerClosedException.class,
        () -> step.take(n1));

    assertEquals("the disk is full", refusal.getMessage());
  }

  @Test void closingTellsWaitingClientsThatTheOutcomeIsUnknown() {
    Bench n1 = server("n1").leads(4);
    CompletableFuture<Outcome> answer = n1.isTold("x");

    n1.server().close("the disk is full");

    Outcome outcome = answer.getNow(null);
    assertEquals(new Outcome.Unknown("the disk is full"), outcome);
  }

  @Test void theFirstReasonForClosingStays() {
    Bench n1 = server("n1").starts();
    n1.server().close("the disk is full");

    n1.server().close("the operator said so");

    ServerClosedException refusal = assertThrows(ServerClosedException.class,
        n1.server()::status);
    assertEquals("the disk is full", refusal.getMessage());
  }

  // ---- Waiting for something to say --------------------------------------

  @Test void closingWakesWhoWaitsForARequestWithAnError() {
    Bench n1 = server("n1").starts();
    CompletableFuture<Held<Message.Request>> request = waitsInAThread(n1, "n2");

    n1.server().close("the disk is full");

    ExecutionException end = assertThrows(ExecutionException.class,
        () -> request.get(10, TimeUnit.SECONDS));
    assertInstanceOf(ServerClosedException.class, end.getCause());
  }

  /** Each way in which a server that owes n2 nothing comes to owe it a word. */
  static Stream<Arguments> debts() {
    Bench candidate = server("n1").isCandidateOf(4);
    candidate.forces();
    candidate.isDeniedBy("n2");
    Bench misled = leaderThatToldAll(server("n1").withLog("123"));
    AppendEntries refusable = new AppendEntries("n1-n2-9", 4, "n1", 3, 3,
        List.of(), 0);
    Bench unheard = leaderThatToldAll(server("n1"));
    unheard.server().handleNoReply("n2");
    unheard.isTold("x");
    unheard.isStoredBy("n3"); // so it is n2 alone whom it will owe a word
    AppendEntries heartbeat = peer("n1").inTerm(4).heartbeat();
    Bench again = server("n1").isCandidateOf(4);
    again.forces();
    again.isDeniedBy("n2");
    return Stream.of(
        debt("a candidacy", server("n1").starts(), Bench::timesOut),
        debt("another candidacy", again, Bench::timesOut),
        debt("a question for pre-votes", server("n1").withPreVote().starts(),
            Bench::timesOut),
        debt("a victory", candidate, n1 -> n1.isGrantedBy("n3")),
        debt("a command", leaderThatToldAll(server("n1")),
            n1 -> n1.isTold("x")),
        debt("a heartbeat interval", leaderThatToldAll(server("n1")),
            n1 -> n1.ticks(Given.HEARTBEAT)),
        debt("a mismatch", misled, n1 -> n1.isAnswered("n2", refusable,
            new AppendEntriesReply(refusable.id(), 4, false, 0, 1))),
        debt("a word from who was silent", unheard, n1 -> n1.isAnswered("n2",
            heartbeat, success(heartbeat, 4))));
  }

  private static Arguments debt(String name, Bench bench, Entrance step) {
    return Arguments.of(name, bench, step);
  }

  /** A leader of term 4 that has nothing more to say. */
  private static Bench leaderThatToldAll(Given before) {
    Bench leader = before.leads(4);
    leader.sends("n2");
    leader.sends("n3");
    return leader;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("debts")
  void whoeverWaitsForARequestIsWokenBy(String what, Bench n1, Entrance step)
      throws Exception {
    CompletableFuture<Held<Message.Request>> request = waitsInAThread(n1, "n2");

    step.take(n1);

    assertEquals("n1", request.get(10, TimeUnit.SECONDS).message().from());
  }

  @Test void theLastPeerIsWokenTooThoughTheFirstIsOwedNothing()
      throws Exception {
    Bench n1 = leaderThatToldAll(server("n1").withLog("123"));
    AppendEntries request = new AppendEntries("n1-n3-9", 4, "n1", 3, 3,
        List.of(), 0);
    CompletableFuture<Held<Message.Request>> next = waitsInAThread(n1, "n3");

    n1.isAnswered("n3", request,
        new AppendEntriesReply(request.id(), 4, false, 0, 1));

    AppendEntries woken =
        (AppendEntries) next.get(10, TimeUnit.SECONDS).message();
    assertEquals("123", Logs.terms(woken.entries()));
  }

  // It would ask, find nothing, and lie down again: thousands of times a second.
  @Test void aStepThatOwesNobodyAWordWakesNobody() {
    Bench follower = server("n1").follows("n2", 4);
    Bench leader = leaderThatToldAll(server("n1"));

    boolean followerWakes = settles(follower);
    boolean leaderWakes = settles(leader);

    assertFalse(followerWakes);
    assertFalse(leaderWakes);
  }

  @Test void whatIsThereAlreadyNeedsNoWaiting() throws InterruptedException {
    Bench n1 = server("n1").leads(4);

    Held<Message.Request> request = n1.server().awaitRequest("n2")
        .orElseThrow();

    assertInstanceOf(AppendEntries.class, request.message());
  }

  // ---- A state machine that throws ---------------------------------------

  @Test void aStateMachineThatThrowsStopsTheServer() {
    Bench n1 = server("n1").withMachine(new BrokenMachine()).leads(4);
    n1.appends("x");

    assertThrows(IllegalStateException.class, () -> n1.isStoredBy("n2"));

    ServerClosedException refusal = assertThrows(ServerClosedException.class,
        n1.server()::status);
    assertTrue(refusal.getMessage().contains("cannot do x"),
        refusal.getMessage());
  }

  @Test void clientsOfAServerThatStoppedItselfAreTold() {
    Bench n1 = server("n1").withMachine(new BrokenMachine()).leads(4);
    CompletableFuture<Outcome> answer = n1.isTold("x");
    n1.forces();

    assertThrows(IllegalStateException.class, () -> n1.isStoredBy("n2"));

    assertInstanceOf(Outcome.Unknown.class, answer.getNow(null));
  }

  private static boolean holdsLock(Bench bench) {
    return Thread.holdsLock(bench.server());
  }

  /** Ends a step, and says whether that would wake those who wait. */
  private static boolean settles(Bench bench) {
    synchronized (bench.server()) {
      return bench.server().endOfStep();
    }
  }

  /** A link that asks what to say; returns when it is waiting. */
  private static CompletableFuture<Held<Message.Request>> waitsInAThread(
      Bench bench, String peer) {
    CompletableFuture<Held<Message.Request>> found = new CompletableFuture<>();
    Thread link = new Thread(() -> {
      try {
        found.complete(bench.server().awaitRequest(peer).orElseThrow());
      } catch (InterruptedException | RuntimeException end) {
        found.completeExceptionally(end);
      }
    }, "n1 to " + peer);
    link.setDaemon(true);
    link.start();
    while (link.getState() != Thread.State.WAITING) {
      assertTrue(link.isAlive(), "there was something to say already");
      Thread.onSpinWait();
    }
    return found;
  }
}
