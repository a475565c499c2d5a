package raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static raft.Given.server;

import java.util.function.BiFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Figure 7: "When the leader at the top comes to power, it is possible that any
 * of scenarios (a–f) could occur in follower logs."
 *
 * <pre>
 *   leader of term 8   1114455666
 *   (a)                111445566
 *   (b)                1114
 *   (c)                11144556666
 *   (d)                111445566677
 *   (e)                1114444
 *   (f)                11122233333
 * </pre>
 *
 * <p>The leader appends one entry of term 8 and sends it, behind entry 10 of
 * term 6. How many AppendEntries does it take until the follower's log is
 * equal, with the hint of §5.3 and without?
 */
class Figure7Test {
  private static final String LEADERS = "1114455666";

  @Tag("AE2")
  @ParameterizedTest(name = "({0}) {1}: {2}")
  @CsvSource({
      "a, 111445566,    false",
      "b, 1114,         false",
      "c, 11144556666,  true",
      "d, 111445566677, true",
      "e, 1114444,      false",
      "f, 11122233333,  false",
  })
  void theFirstAppendEntriesIsAnswered(String scenario, String log,
      boolean success) {
    Bench leader = leader();
    AppendEntries first = leader.sends("n2");

    AppendEntriesReply reply = follower(log).hears(first);

    assertEquals(10, first.prevLogIndex());
    assertEquals(6, first.prevLogTerm());
    assertEquals(success, reply.success());
  }

  // "With this information, the leader can decrement nextIndex to bypass all of
  // the conflicting entries in that term; one AppendEntries RPC will be
  // required for each term with conflicting entries, rather than one RPC per
  // entry." (§5.3)
  @Tag("L3")
  @ParameterizedTest(name = "({0}) {1}: {2} messages")
  @CsvSource({
      "a, 111445566,    2",
      "b, 1114,         2",
      "c, 11144556666,  1",
      "d, 111445566677, 1",
      "e, 1114444,      3",
      "f, 11122233333,  3",
  })
  void withTheHintThereIsOneMessageForATerm(String scenario, String log,
      int messages) {
    assertEquals(messages, untilEqual(log, (request, reply) -> reply));
  }

  // "After a rejection, the leader decrements nextIndex and retries the
  // AppendEntries RPC." (§5.3)
  @Tag("L3")
  @ParameterizedTest(name = "({0}) {1}: {2} messages")
  @CsvSource({
      "a, 111445566,    2",
      "b, 1114,         7",
      "c, 11144556666,  1",
      "d, 111445566677, 1",
      "e, 1114444,      6",
      "f, 11122233333,  8",
  })
  void withoutTheHintThereIsOneMessageForAnEntry(String scenario, String log,
      int messages) {
    assertEquals(messages, untilEqual(log, Figure7Test::oneStepBack));
  }

  private static Bench leader() {
    Bench leader = server("n1").withLog(LEADERS).leads(8);
    leader.appends("x");
    return leader;
  }

  private static Bench follower(String log) {
    return server("n2").withLog(log).inTerm(7).starts();
  }

  /** The number of AppendEntries until the follower's log is the leader's. */
  private static int untilEqual(String log,
      BiFunction<AppendEntries, AppendEntriesReply, AppendEntriesReply> way) {
    Bench leader = leader();
    Bench follower = follower(log);
    int messages = 0;
    while (!leader.isQuietTo("n2")) {
      AppendEntries request = leader.sends("n2");
      AppendEntriesReply reply = follower.hears(request);
      leader.isAnswered("n2", request, way.apply(request, reply));
      messages++;
      assertTrue(messages <= 20, "it does not end");
    }
    assertEquals(LEADERS + 8, follower.log());
    return messages;
  }

  /** As if the follower had said no and nothing else. */
  private static AppendEntriesReply oneStepBack(AppendEntries request,
      AppendEntriesReply reply) {
    return new AppendEntriesReply(reply.id(), reply.term(), reply.success(), 0,
        reply.success() ? 0 : request.prevLogIndex());
  }
}
