package raft.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;
import static raft.client.FakeNode.CLOSE;
import static raft.client.FakeNode.FROZEN;
import static raft.client.FakeNode.SILENCE;
import static raft.client.FakeNode.STALL;
import static raft.client.FakeNode.applied;
import static raft.client.FakeNode.first;
import static raft.client.FakeNode.follower;
import static raft.client.FakeNode.leader;
import static raft.client.FakeNode.outcome;
import static raft.json.Quotes.json;
import static raft.kv.Logged.execute;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import raft.StateMachine;
import raft.client.FakeNode.Behaviour;
import raft.kv.Applications;
import raft.kv.Limits;
import raft.node.Frame.ClientReply;
import raft.node.Frame.ClientRequest;
import raft.node.Frame.ErrorFrame;

class KvClientTest {
  private static final int PATIENT = 5000;
  private static final int IMPATIENT = 600; // long enough for a busy machine

  private final StateMachine store =
      Applications.named("key-value", new Limits(1024, 65_536));
  private final Behaviour leader = leader(store);
  private final Behaviour silent = request -> SILENCE;
  private FakeNodes nodes;
  private KvClient client;

  private void given(int millis, Behaviour... behaviours) {
    nodes = new FakeNodes(behaviours);
    client = new KvClient(nodes.config(), millis);
  }

  /** A client with a session that nobody has to open first. */
  private void givenNamed(int millis, Behaviour... behaviours) {
    nodes = new FakeNodes(behaviours);
    client = new KvClient(nodes.config(), millis, "fred", 7);
  }

  // The nodes first: a call that hangs must not keep the test from its end.
  @AfterEach void close() {
    nodes.close();
    client.close();
  }

  // ---- the store -------------------------------------------------------

  @Test void whatIsPutCanBeGotChangedAndDeleted() {
    given(PATIENT, leader);

    client.put("x", "1");
    client.append("x", "2");

    assertEquals(Optional.of("12"), client.get("x"));
    assertFalse(client.cas("x", "1", "13"));
    assertTrue(client.cas("x", "12", "13"));
    assertTrue(client.delete("x"));
    assertFalse(client.delete("x"));
    assertEquals(Optional.empty(), client.get("x"));
  }

  @Test void listsMoreKeysThanOneAnswerHolds() {
    given(PATIENT, leader);
    List<String> all = IntStream.range(1000, 2002)
        .mapToObj(i -> "k" + i).toList();
    all.forEach(key -> client.put(key, "v"));

    List<String> listed = client.keys();

    assertEquals(all, listed);
  }

  @Test void listsMoreSessionsThanOneAnswerHolds() {
    given(PATIENT, leader);
    List<String> all = IntStream.range(1000, 2100).mapToObj(i -> "user" + i)
        .toList();
    all.forEach(name -> execute(store, "{\"client\":\"" + name
        + "\",\"serial\":3,\"op\":\"put\",\"key\":\"x\",\"value\":\"1\"}"));

    List<ClientSession> listed = client.sessions().stream()
        .filter(each -> each.kind().equals("chosen")).toList();

    assertEquals(all, listed.stream().map(ClientSession::client).toList());
    assertEquals(new ClientSession("user1000", "chosen", 3, 1099, 15),
        listed.get(0));
  }

  @ValueSource(strings = {"{'status':'ok','more':false}",
      "{'status':'ok','more':false,'sessions':[5]}",
      "{'status':'ok','more':false,'sessions':[{'client':'a'}]}"})
  @ParameterizedTest void whatIsNoListOfSessionsIsQuoted(String answer) {
    givenNamed(PATIENT, request -> applied(request, json(answer)));

    String why = assertThrows(UnknownOutcomeException.class,
        () -> client.sessions()).getMessage();

    assertTrue(why.contains(json(answer)), why);
  }

  @Test void aNumberedSessionGoesOnWithItsSerials() {
    givenNamed(PATIENT, leader);

    client.put("x", "1");
    client.put("x", "2");

    assertTrue(nodes.heardBy(1).get(0).contains("\"serial\":7"));
    assertTrue(nodes.heardBy(1).get(1).contains("\"serial\":8"));
    assertEquals(9, client.nextSerial());
  }

  // ---- finding the leader ----------------------------------------------

  @Test void followsAHintToTheLeaderAndStaysThere() {
    given(PATIENT, follower("n3"), follower("n3"), leader);

    client.put("x", "1");
    client.put("x", "2");

    assertEquals(1, nodes.heardBy(1).size());
    assertEquals(0, nodes.heardBy(2).size());
    assertEquals(3, nodes.heardBy(3).size());
  }

  @Test void triesTheOthersWhereNobodyListens() {
    given(PATIENT, null, null, leader);

    client.put("x", "1");

    assertEquals(Optional.of("1"), client.get("x"));
  }

  @Test void waitsOutAnElection() {
    given(PATIENT, first(follower(null), follower(null), leader));

    client.put("x", "1");

    assertEquals(Optional.of("1"), client.get("x"));
  }

  // In an election a client asks many times, and a connection costs a thread.
  @Test void asksWhoeverRefusedAgainOnTheSameConnection() {
    given(PATIENT, first(follower(null), follower(null), follower(null),
        leader), follower(null));

    client.put("x", "1");

    assertEquals(1, nodes.visitsTo(1));
    assertEquals(1, nodes.visitsTo(2));
  }

  @Test void leavesTheOthersWhenItHasFoundTheLeader() throws Exception {
    given(PATIENT, follower(null), follower(null), leader);

    client.put("x", "1");

    assertTrue(nodes.isLeft(1));
    assertTrue(nodes.isLeft(2));
  }

  // ---- exactly once ----------------------------------------------------

  @Tag("CL2")
  @Test void sendsTheVerySameCommandAgainWhenTheAnswerIsLost() {
    Behaviour answerIsLost = request -> {
      leader.answer(request);
      return CLOSE;
    };
    given(PATIENT, first(leader, answerIsLost, leader));

    client.append("x", "1");

    assertEquals(nodes.heardBy(1).get(1), nodes.heardBy(1).get(2));
    assertEquals(Optional.of("1"), client.get("x"));
  }

  @Test void anAnswerToSomethingElseIsNone() {
    Behaviour late = request -> new ClientReply("fred-6", ClientReply.APPLIED,
        applied(request, "{\"status\":\"ok\"}").answer(), null, null);
    givenNamed(PATIENT, first(late, leader));

    client.put("x", "1");

    assertEquals(2, nodes.heardBy(1).size());
  }

  // ---- what may become of a call ---------------------------------------

  @Test void nothingWasDoneIfNobodyListens() {
    given(IMPATIENT, null, null, null);

    Exception e = assertThrows(NothingDoneException.class,
        () -> client.put("x", "1"));

    for (String node : List.of("n1", "n2", "n3")) {
      assertTrue(e.getMessage().contains(node + ": connection refused"));
    }
  }

  // The clock stands still until a node refuses, so that a busy machine does
  // not end the call while a refusal is on its way. So little is left then
  // that nobody is asked again.
  @Test void nothingWasDoneIfNobodyLeads() {
    AtomicLong now = new AtomicLong();
    Behaviour last = request -> {
      now.addAndGet((PATIENT - 10) * 1_000_000L);
      return follower(null).answer(request);
    };
    givenNamed(PATIENT, follower(null), last);
    try (Caller caller = new Caller(nodes.config())) {

      assertThrows(NothingDoneException.class, () -> caller.call("fred-7",
          "{\"op\":\"keys\"}", Deadline.in(PATIENT, now::get)));
    }

    assertEquals(1, nodes.heardBy(2).size());
  }

  @Test void theOutcomeIsUnknownIfNobodyAnswers() {
    givenNamed(IMPATIENT, silent);

    UnknownOutcomeException e = assertThrows(UnknownOutcomeException.class,
        () -> client.put("x", "1"));

    assertTrue(e.isWorthRepeating());
    assertTrue(e.getMessage().contains("may yet happen"));
  }

  @Test void theOutcomeStaysUnknownWhateverOthersSayLater() {
    givenNamed(IMPATIENT, first(request -> CLOSE, follower(null)),
        follower(null));

    assertThrows(UnknownOutcomeException.class, () -> client.put("x", "1"));
  }

  @Test void theOutcomeIsUnknownIfANodeSaysSo() {
    givenNamed(IMPATIENT,
        first(request -> outcome(request, ClientReply.UNKNOWN), follower(null)),
        follower(null));

    assertThrows(UnknownOutcomeException.class, () -> client.put("x", "1"));
  }

  @Test void aCommandThatIsWrongIsNotSentTwice() {
    givenNamed(PATIENT, request -> outcome(request, ClientReply.INVALID));

    assertThrows(RefusedCommandException.class, () -> client.put("x", "1"));

    assertEquals(1, nodes.heardBy(1).size());
  }

  // Limits may differ: what one node refuses another may have taken before.
  @Test void aRefusalSaysNothingOfAnEarlierAttempt() {
    givenNamed(PATIENT, first(request -> CLOSE,
        request -> outcome(request, ClientReply.INVALID)));

    assertThrows(UnknownOutcomeException.class, () -> client.put("x", "1"));
  }

  @Test void whatCannotTravelIsRefusedBeforeAnybodyHears() {
    givenNamed(PATIENT, leader);

    assertThrows(RefusedCommandException.class,
        () -> client.put("x", "half a pair: \ud83d"));
    assertThrows(RefusedCommandException.class,
        () -> client.put("x", "1".repeat(1 << 24)));
    assertThrows(RefusedCommandException.class, () -> client.execute(
        KvClient.command("put", "client", "somebody else")));

    assertEquals(List.of(), nodes.heardBy(1));
  }

  // Nobody is asked again: what is sent just before the end is not answered in
  // time on a busy machine.
  @Test void whatAnErrorFrameAnswersWasNotDone() {
    givenNamed(IMPATIENT, request -> {
      nodes.closeDoor(1);
      return new ErrorFrame("no room for it now");
    });

    assertThrows(NothingDoneException.class, () -> client.put("x", "1"));

    assertEquals(1, nodes.heardBy(1).size());
  }

  private static JsonObject nested(int depth) {
    return JsonParser.parseString("{\"op\":" + "[".repeat(depth - 1)
        + "]".repeat(depth - 1) + "}").getAsJsonObject();
  }

  @Test void whatIsNestedTooDeepIsRefusedBeforeAnybodyHears() {
    givenNamed(PATIENT, request -> applied(request, "{\"status\":\"ok\"}"));

    client.execute(nested(ClientRequest.DEEPEST));
    RefusedCommandException e = assertThrows(RefusedCommandException.class,
        () -> client.execute(nested(ClientRequest.DEEPEST + 1)));

    assertTrue(e.getMessage().contains("nested 51 deep"), e.getMessage());
    assertEquals(1, nodes.heardBy(1).size());
  }

  // ---- how long a call takes -------------------------------------------

  private static Behaviour after(int millis, Behaviour behaviour) {
    return request -> {
      LockSupport.parkNanos(millis * 1_000_000L);
      return behaviour.answer(request);
    };
  }

  @Test void aRegistrationAndItsCommandShareOneTimeout() {
    given(950, first(after(600, leader), silent));
    long begun = System.nanoTime();

    assertThrows(UnknownOutcomeException.class, () -> client.put("x", "1"));

    long millis = (System.nanoTime() - begun) / 1_000_000;
    assertTrue(millis < 1500, millis + " ms");
  }

  @Test void allPagesOfTheKeysShareOneTimeout() {
    AtomicInteger pages = new AtomicInteger();
    givenNamed(600, after(250, request -> applied(request,
        "{\"status\":\"ok\",\"keys\":[\"x\"],\"more\":"
            + (pages.incrementAndGet() < 10) + "}")));
    long begun = System.nanoTime();

    assertThrows(NothingDoneException.class, client::keys);

    long millis = (System.nanoTime() - begun) / 1_000_000;
    assertTrue(millis < 1200, millis + " ms");
  }

  // It began in time, and a frame alone may take longer than the call.
  @Test void anAnswerThatBeginsAndStallsDoesNotOutlastTheCall() {
    givenNamed(300, request -> STALL);
    long begun = System.nanoTime();

    assertThrows(UnknownOutcomeException.class, () -> client.put("x", "1"));

    long millis = (System.nanoTime() - begun) / 1_000_000;
    assertTrue(millis < 2000, millis + " ms");
  }

  // Nobody obeys a frame that was cut off, so nothing was done. It is longer
  // than what sockets take for somebody who does not read; so long that a busy
  // machine reads it for seconds, and the clock stands still until it is sent.
  @Timeout(value = 30, threadMode = SEPARATE_THREAD)
  @Test void aCommandThatAFrozenNodeDoesNotTakeIsCutOffAndWasNotDone() {
    givenNamed(PATIENT, FROZEN);
    LongSupplier clock = () -> nodes.visitsTo(1) * (PATIENT - 10) * 1_000_000L;
    try (Caller caller = new Caller(nodes.config())) {

      NothingDoneException e = assertThrows(NothingDoneException.class,
          () -> caller.call("fred-7", "{\"op\":\"put\",\"key\":\"x\","
              + "\"value\":\"" + "1".repeat(8_000_000) + "\"}",
              Deadline.in(PATIENT, clock)));

      assertTrue(e.getMessage().contains("n1: "), e.getMessage());
    }
  }

  @Test void aUsedSerialIsRefusedForAnotherCommand() {
    givenNamed(PATIENT, leader);
    client.put("x", "1");
    try (KvClient again = new KvClient(nodes.config(), PATIENT, "fred", 7)) {

      assertThrows(RefusedCommandException.class, () -> again.put("x", "2"));
    }
  }

  @Test void aSerialThatIsOverCannotTell() {
    givenNamed(PATIENT, leader);
    client.put("x", "1");
    client.put("x", "2");
    try (KvClient again = new KvClient(nodes.config(), PATIENT, "fred", 7)) {

      UnknownOutcomeException e = assertThrows(UnknownOutcomeException.class,
          () -> again.put("x", "1"));

      assertFalse(e.isWorthRepeating());
    }
  }

  // ---- sessions --------------------------------------------------------

  @Test void withoutAnAnsweredRegistrationNothingWasDone() {
    given(IMPATIENT, first(silent, leader));

    NothingDoneException e = assertThrows(NothingDoneException.class,
        () -> client.put("x", "1"));

    assertTrue(e.getMessage().contains("the command was not sent"));
    assertNull(client.name());
  }

  @Test void whereRegistrationIsRefusedNothingWasDone() {
    given(IMPATIENT, follower(null));

    assertThrows(NothingDoneException.class, () -> client.put("x", "1"));

    assertFalse(nodes.heardBy(1).stream().anyMatch(it -> it.contains("put")));
    assertNull(client.name());
  }

  private static final Behaviour GONE = request -> applied(request,
      "{\"status\":\"gone\",\"why\":\"session expired\"}");

  @Test void whatAnExpiredSessionSentButOnceWasNotDoneAndTheNextRegisters() {
    given(PATIENT, first(leader, GONE, leader));

    assertThrows(NothingDoneException.class, () -> client.put("x", "1"));
    client.put("x", "2");

    assertTrue(nodes.heardBy(1).get(2).contains("register"));
    assertEquals(Optional.of("2"), client.get("x"));
  }

  @Test void whatAnExpiredSessionSentTwiceIsUnknown() {
    given(PATIENT, first(leader, request -> CLOSE, GONE));

    UnknownOutcomeException e = assertThrows(UnknownOutcomeException.class,
        () -> client.put("x", "1"));

    assertFalse(e.isWorthRepeating());
  }

  // Under a name that was given to it, somebody may have sent it before.
  @Test void whatAnExpiredNamedSessionSentIsUnknown() {
    givenNamed(PATIENT, GONE);

    assertThrows(UnknownOutcomeException.class, () -> client.put("x", "1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'status':'done'}", "{'status':5}",
      "{'status':null}", "5", "'ok'", "[]"})
  void anAnswerWithoutAStatusIsNeitherYesNorNo(String answer) {
    givenNamed(PATIENT, request -> applied(request, answer.replace('\'', '"')));

    UnknownOutcomeException e = assertThrows(UnknownOutcomeException.class,
        () -> client.put("x", "1"));

    assertTrue(e.getMessage().contains("must answer with an object"),
        e.getMessage());
    assertFalse(e.isWorthRepeating());
  }

  // ---- answers of another application -----------------------------------

  @ParameterizedTest
  @ValueSource(strings = {"{\"status\":\"ok\"}",
      "{\"status\":\"ok\",\"value\":{}}"})
  void anAnswerThatIsNoneOfAGetIsQuoted(String answer) {
    givenNamed(PATIENT, request -> applied(request, answer));

    UnknownOutcomeException e = assertThrows(UnknownOutcomeException.class,
        () -> client.get("x"));

    assertTrue(e.getMessage().contains("executed it"), e.getMessage());
    assertTrue(e.getMessage().endsWith(answer), e.getMessage());
    assertFalse(e.isWorthRepeating());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"status\":\"ok\"}",
      "{\"status\":\"ok\",\"keys\":5,\"more\":false}",
      "{\"status\":\"ok\",\"keys\":[[]],\"more\":false}",
      "{\"status\":\"ok\",\"keys\":[\"x\"]}"})
  void anAnswerToKeysThatListsNoneIsQuoted(String answer) {
    givenNamed(PATIENT, request -> applied(request, answer));

    UnknownOutcomeException e = assertThrows(UnknownOutcomeException.class,
        client::keys);

    assertTrue(e.getMessage().endsWith(answer), e.getMessage());
  }

  @Test void aReasonThatIsNoTextIsNone() {
    givenNamed(PATIENT, request -> applied(request,
        "{\"status\":\"no\",\"why\":{}}"));

    Answer answer = client.execute(KvClient.command("get", "key", "x"));

    assertEquals("", answer.why());
  }

  @Test void anyCommandCanBeSent() {
    given(PATIENT, leader);
    JsonObject command = KvClient.command("put", "key", "x", "value", "1");
    command.addProperty("previous", true);

    Answer answer = client.execute(command);

    assertTrue(answer.isOk());
    assertNull(answer.text("previous"));
  }
}
