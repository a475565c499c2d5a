package raft.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static raft.client.FakeNode.CLOSE;
import static raft.client.FakeNode.SILENCE;
import static raft.client.FakeNode.first;
import static raft.client.FakeNode.follower;
import static raft.client.FakeNode.leader;
import static raft.client.FakeNode.outcome;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import raft.StateMachine;
import raft.client.FakeNode.Behaviour;
import raft.client.KvClient.Reads;
import raft.kv.Applications;
import raft.kv.Limits;
import raft.kv.Logged;
import raft.node.Frame.ClientReply;
import raft.node.Frame.QueryRequest;

/** What changes nothing can be asked for as often as the time allows. */
class ReadsTest {
  private static final int PATIENT = 5000;
  private static final int IMPATIENT = 600;
  private static final int TO_ASK_TWICE = 2000; // also on a busy machine

  private final StateMachine store =
      Applications.named("key-value", new Limits(1024, 65_536));
  private final Behaviour knows = leader(store);
  private FakeNodes nodes;
  private KvClient client;

  private void given(int millis, Behaviour... behaviours) {
    Logged.execute(store, "{\"client\":\"jo\",\"serial\":1,\"op\":\"put\","
        + "\"key\":\"x\",\"value\":\"1\"}");
    nodes = new FakeNodes(behaviours);
    client = new KvClient(nodes.config(), millis);
  }

  @AfterEach void close() {
    nodes.close();
    client.close();
  }

  // ---- again and again -------------------------------------------------

  @Test void aReadNeedsNoSession() {
    given(PATIENT, knows);

    Optional<String> value = client.get("x");

    assertEquals(Optional.of("1"), value);
    assertNull(client.name());
    assertEquals(List.of("{\"op\":\"get\",\"key\":\"x\"}"),
        nodes.heardBy(1));
  }

  @Test void isAskedAgainWhenTheAnswerIsLost() {
    given(PATIENT, first(request -> CLOSE, request -> CLOSE, knows));

    Optional<String> value = client.get("x");

    assertEquals(Optional.of("1"), value);
    assertEquals(3, nodes.heardBy(1).size());
  }

  @Test void anyNodeMayAnswer() {
    given(PATIENT, null, knows, request -> SILENCE);

    Optional<String> value = client.get("x");

    assertEquals(Optional.of("1"), value);
  }

  @Test void isAskedAgainWhereTheOutcomeIsCalledUnknown() {
    given(PATIENT,
        first(request -> outcome(request, ClientReply.UNKNOWN), knows));

    Optional<String> value = client.get("x");

    assertEquals(Optional.of("1"), value);
  }

  @Test void withoutAnAnswerNothingWasDone() {
    given(IMPATIENT, request -> SILENCE);

    Exception e =
        assertThrows(NothingDoneException.class, () -> client.get("x"));

    assertTrue(e.getMessage().contains("no answer within 600 ms"),
        e.getMessage());
  }

  @Test void whereEveryAnswerIsLostNothingWasDone() {
    given(TO_ASK_TWICE, request -> CLOSE,
        request -> outcome(request, ClientReply.UNKNOWN));

    assertThrows(NothingDoneException.class, () -> client.keys());

    assertTrue(nodes.heardBy(1).size() > 1);
    assertTrue(nodes.heardBy(2).size() > 1);
  }

  // A command would be unknown then; a read never is.
  @Test void whatIsWrongIsRefusedAlsoAfterALostAnswer() {
    given(PATIENT, first(request -> CLOSE,
        request -> outcome(request, ClientReply.INVALID)));

    assertThrows(RefusedCommandException.class,
        () -> client.query(KvClient.command("put")));

    assertEquals(2, nodes.heardBy(1).size());
  }

  @Test void whatCannotTravelIsRefusedBeforeAnybodyHears() {
    given(PATIENT, knows);

    assertThrows(RefusedCommandException.class,
        () -> client.get("half a pair: \ud83d"));

    assertEquals(List.of(), nodes.heardBy(1));
  }

  // ---- how -------------------------------------------------------------

  @Test void byIndexItIsAQueryAndMayNotBeOld() {
    given(PATIENT, knows);

    client.reads(Reads.INDEX, null).get("x");

    assertEquals(List.of(false), nodes.queriesTo(1).stream()
        .map(QueryRequest::local).toList());
  }

  @Test void locallyItIsAQueryThatMayBeOld() {
    given(PATIENT, knows);

    client.reads(Reads.LOCAL, null).keys();

    assertEquals(List.of(true), nodes.queriesTo(1).stream()
        .map(QueryRequest::local).toList());
  }

  @Test void byTheLogItIsACommandOfASession() {
    given(PATIENT, knows);

    Optional<String> value = client.reads(Reads.LOG, null).get("x");

    assertEquals(Optional.of("1"), value);
    assertEquals(List.of(), nodes.queriesTo(1));
    assertTrue(nodes.heardBy(1).get(1).contains("\"serial\":1"));
  }

  // ---- where -----------------------------------------------------------

  @Test void atANodeItIsAnsweredThere() {
    given(PATIENT, request -> SILENCE, knows);

    Optional<String> value = client.reads(Reads.INDEX, "n2").get("x");

    assertEquals(Optional.of("1"), value);
    assertEquals(List.of(), nodes.heardBy(1));
  }

  @Test void nobodyElseIsAskedEvenIfThatNodeNamesTheLeader() {
    given(TO_ASK_TWICE, knows, follower("n1"), knows);
    client.reads(Reads.INDEX, "n2");

    assertThrows(NothingDoneException.class, () -> client.get("x"));

    assertTrue(nodes.heardBy(2).size() > 1);
    assertEquals(List.of(), nodes.heardBy(1));
    assertEquals(List.of(), nodes.heardBy(3));
  }

  @Test void commandsStillGoToTheLeader() {
    given(PATIENT, knows, follower("n1"));
    client.reads(Reads.LOCAL, "n2");

    client.put("x", "2");

    assertFalse(nodes.heardBy(1).isEmpty());
    assertEquals(List.of(), nodes.heardBy(2));
  }

  @Test void theLogIsReadAtNoNode() {
    given(PATIENT, knows);

    assertThrows(IllegalArgumentException.class,
        () -> client.reads(Reads.LOG, "n1"));
  }
}
