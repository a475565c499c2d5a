package lab.maelstrom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that is not the leader, or not any more, and its clients. */
class ForwardingTest {
  private static final String READ = "{'type':'read','key':1}";
  private static final String ANSWER = "{'type':'ClientReply',"
      + "'outcome':'applied','answer':{'status':'ok','value':'%d'}}";

  private static final String GET =
      "'client':'n3-1','serial':1,'op':'get','key':'1'";

  @TempDir Path data;
  private OneNode n1;

  private void follow(Times times) throws Exception {
    n1 = new OneNode(times, data).followingN2();
  }

  private void lead() throws Exception {
    n1 = new OneNode(OneNode.EAGER, data).leading();
  }

  @AfterEach void stop() {
    n1.close();
  }

  private static void assertCode(int code, JsonObject answer) {
    assertEquals(code, answer.get("code").getAsInt(), answer.toString());
  }

  private static JsonObject command(JsonObject forwarded) {
    return forwarded.getAsJsonObject("command");
  }

  private static String client(JsonObject forwarded) {
    return command(forwarded).get("client").getAsString();
  }

  /** What n3 forwards, as message 5. */
  private static String forwarded(long term, String command) {
    return "{'type':'ClientRequest','msg_id':5,'id':'n3-1','term':" + term
        + ",'command':{" + command + "}}";
  }

  // ---- A follower ------------------------------------------------------

  @Test void whoKnowsNoLeaderWaitsAsLongAsTheRequestMayAndSaysCode11()
      throws Exception {
    n1 = new OneNode(OneNode.CURT, data).initialized("n1", "n2", "n3");
    long begin = System.nanoTime();

    JsonObject answer = n1.ask(5, READ);

    assertCode(11, answer);
    long millis = (System.nanoTime() - begin) / 1_000_000;
    assertTrue(millis >= OneNode.CURT.requestTimeout(), millis + " ms");
  }

  @Test void aRequestThatFindsNoLeaderGoesToTheFirstThatIsKnown()
      throws Exception {
    n1 = new OneNode(OneNode.PATIENT, data).initialized("n1", "n2", "n3");
    n1.request(5, READ);

    n1.hear("n2", OneNode.HEARTBEAT_OF_N2);
    n1.reply("n2", n1.nextOf("ClientRequest"), ANSWER.formatted(7));

    assertEquals(7, n1.answerTo(5).get("value").getAsInt());
  }

  @Test void aFollowerAsksTheLeaderAndRelaysItsAnswer() throws Exception {
    follow(OneNode.PATIENT);
    n1.request(5, READ);
    JsonObject forwarded = n1.nextOf("ClientRequest");

    n1.reply("n2", forwarded, ANSWER.formatted(7));

    assertEquals(1, forwarded.get("term").getAsInt());
    assertEquals(7, n1.answerTo(5).get("value").getAsInt());
  }

  @Test void eachOperationUnderWayHasASessionToItself() throws Exception {
    follow(OneNode.PATIENT);
    n1.request(5, READ);
    JsonObject first = n1.nextOf("ClientRequest");
    n1.request(6, READ);
    JsonObject second = n1.nextOf("ClientRequest");
    n1.reply("n2", first, ANSWER.formatted(7));
    n1.answerTo(5);

    n1.request(7, READ);
    JsonObject third = n1.nextOf("ClientRequest");

    assertNotEquals(client(first), client(second));
    assertEquals(client(first), client(third));
    assertEquals(2, command(third).get("serial").getAsInt());
  }

  @Test void aRefusalOfTheLeaderIsCode11() throws Exception {
    follow(OneNode.PATIENT);
    n1.request(5, READ);
    JsonObject forwarded = n1.nextOf("ClientRequest");

    n1.reply("n2", forwarded,
        "{'type':'ClientReply','outcome':'refused','why':'x'}");

    assertCode(11, n1.answerTo(5));
  }

  @Test void aSilentLeaderIsCode13AndIsNotAskedAgain() throws Exception {
    follow(OneNode.CURT);
    n1.request(5, READ);
    n1.nextOf("ClientRequest");

    JsonObject answer = n1.answerTo(5);

    assertCode(13, answer);
    assertEquals(0, n1.count("ClientRequest"));
  }

  @Test void anAnswerThatComesTooLateAnswersNothing() throws Exception {
    follow(OneNode.CURT);
    n1.request(5, READ);
    JsonObject forwarded = n1.nextOf("ClientRequest");
    n1.answerTo(5);
    n1.request(6, READ);
    JsonObject next = n1.nextOf("ClientRequest");

    n1.reply("n2", forwarded, ANSWER.formatted(7));
    n1.reply("n2", next, ANSWER.formatted(8));

    assertEquals(8, n1.answerTo(6).get("value").getAsInt());
    assertFalse(n1.hasAnswered(5));
  }

  @Test void anAnswerOfAnotherPeerOrToAnotherRequestIsIgnored()
      throws Exception {
    follow(OneNode.PATIENT);
    n1.request(5, READ);
    JsonObject forwarded = n1.nextOf("ClientRequest");
    JsonObject other = forwarded.deepCopy();
    other.addProperty("id", "n1-another");

    n1.reply("n3", forwarded, ANSWER.formatted(7));
    n1.reply("n2", other, ANSWER.formatted(7));
    n1.reply("n2", forwarded, "{'type':'error','code':1}");
    n1.reply("n2", forwarded, ANSWER.formatted(8));

    assertEquals(8, n1.answerTo(5).get("value").getAsInt());
  }

  @Test void tooManyAtOnceAreSentAway() throws Exception {
    follow(OneNode.PATIENT);
    for (int i = 0; i < SessionPool.MOST; i++) n1.request(100 + i, READ);

    JsonObject answer = n1.ask(5, READ);

    assertCode(11, answer);
    assertTrue(answer.get("text").getAsString().contains("busy"));
  }

  @Test void aFollowerRefusesWhatIsForwardedToIt() throws Exception {
    follow(OneNode.PATIENT);
    n1.hear("n3", forwarded(1, GET));

    JsonObject answer = n1.answerTo(5);

    assertEquals("refused", answer.get("outcome").getAsString());
  }

  @Test void aVoteIsOnDiskBeforeItIsGiven() throws Exception {
    n1 = new OneNode(OneNode.PATIENT, data).initialized("n1", "n2", "n3");

    n1.hear("n2", "{'type':'RequestVote','msg_id':5,'id':'n2-n1-1','term':4,"
        + "'candidateId':'n2','lastLogIndex':0,'lastLogTerm':0,"
        + "'leadershipTransfer':false}");
    JsonObject answer = n1.answerTo(5);

    assertTrue(answer.get("voteGranted").getAsBoolean());
    String stored = Files.readString(
        data.resolve("n1/term-and-vote.json"));
    assertTrue(stored.contains("\"n2\""), stored);
  }

  @Test void aTermOutOfReachIsNotHeardAndEndsNoNode() throws Exception {
    n1 = new OneNode(OneNode.PATIENT, data).initialized("n1", "n2", "n3");
    String vote = "{'type':'RequestVote','msg_id':%d,'id':'n2-n1-1','term':%d,"
        + "'candidateId':'n2','lastLogIndex':0,'lastLogTerm':0,"
        + "'leadershipTransfer':false}";

    n1.hear("n2", vote.formatted(5, 1L << 50));
    n1.hear("n2", vote.formatted(6, 4));

    assertTrue(n1.answerTo(6).get("voteGranted").getAsBoolean());
    assertTrue(n1.notices.lines().stream().anyMatch(
        line -> line.contains("is out of reach")), n1.notices.lines() + "");
  }

  // ---- A leader --------------------------------------------------------

  @Test void aLeaderThatFindsNoMajorityIsCode13() throws Exception {
    lead();

    JsonObject answer = n1.ask(5, "{'type':'write','key':1,'value':1}");

    assertCode(13, answer);
  }

  @Test void whatIsForwardedTwiceIsExecutedOnce() throws Exception {
    lead();
    String append = forwarded(n1.term, "'client':'n3-1','serial':1,"
        + "'op':'append','key':'1','value':'2'");

    n1.hear("n3", append);
    n1.hear("n3", append.replace("'msg_id':5", "'msg_id':6"));
    n1.answerWithHelp(6);
    n1.request(7, READ);

    assertEquals(2, n1.answerWithHelp(7).get("value").getAsInt());
  }

  @Test void aSecondCopyHasAllItsTimeAlsoIfItWaitsForTheSameEntry()
      throws Exception {
    lead();
    String get = forwarded(n1.term, GET);
    n1.hear("n3", get);
    for (int i = 0; i < 3; i++) n1.nextMessage("n2", "AppendEntries");
    long begin = System.nanoTime();

    n1.hear("n3", get.replace("'msg_id':5", "'msg_id':6"));
    JsonObject answer = n1.answerTo(6);

    assertEquals("unknown", answer.get("outcome").getAsString());
    long millis = (System.nanoTime() - begin) / 1_000_000;
    assertTrue(millis >= OneNode.EAGER.requestTimeout(), millis + " ms");
  }

  @Test void whatIsMeantForTheLeaderOfAnotherTermIsRefused()
      throws Exception {
    lead();
    n1.hear("n3", forwarded(n1.term + 1, GET));

    JsonObject answer = n1.answerTo(5);

    assertEquals("refused", answer.get("outcome").getAsString());
  }

  @Test void aForwardedCommandThatIsNoneIsInvalid() throws Exception {
    lead();
    n1.hear("n3", forwarded(n1.term, "'op':'get','key':'1'"));

    JsonObject answer = n1.answerTo(5);

    assertEquals("invalid", answer.get("outcome").getAsString());
  }

  @Test void anAnswerThatComesAfterTheReplyTimeoutCounts() throws Exception {
    lead();
    n1.request(5, "{'type':'write','key':1,'value':2}");
    JsonObject append = n1.nextCommandTo("n2");
    n1.nextMessage("n2", "AppendEntries"); // it is taken for unresponsive

    n1.success("n2", append);

    assertEquals("write_ok", n1.answerTo(5).get("type").getAsString());
  }

  @Test void anAnswerOfATermOutOfReachEndsNoNode() throws Exception {
    lead();
    JsonObject append = n1.nextMessage("n2", "AppendEntries");

    n1.hear("n2", "{'type':'AppendEntriesReply','in_reply_to':%s,'id':%s,"
        .formatted(append.getAsJsonObject("body").get("msg_id"),
            append.getAsJsonObject("body").get("id"))
        + "'term':%d,'success':false,'conflictTerm':0,'conflictIndex':0}"
            .formatted(1L << 50));

    n1.nextMessage("n2", "AppendEntries");
    assertTrue(n1.notices.lines().stream().anyMatch(
        line -> line.contains("is out of reach")), n1.notices.lines() + "");
  }

  @Test void aVoteInATermThatIsOverIsNotCounted() throws Exception {
    n1 = new OneNode(OneNode.EAGER, data).initialized("n1", "n2", "n3");
    JsonObject late = n1.nextMessage("n2", "RequestVote");
    JsonObject next = n1.nextMessage("n2", "RequestVote");
    while (OneNode.term(next) == OneNode.term(late)) {
      next = n1.nextMessage("n2", "RequestVote");
    }

    n1.grant(late);

    assertCode(11, n1.ask(5, READ));
    n1.elected();
  }

  @Test void noTwoRunsOfANodeUseTheSameNumbers() throws Exception {
    n1 = new OneNode(OneNode.EAGER, data).initialized("n1", "n2");
    long first = n1.nextOf("RequestVote").get("msg_id").getAsLong();
    n1.close();

    n1 = new OneNode(OneNode.EAGER, data).initialized("n1", "n2");
    long second = n1.nextOf("RequestVote").get("msg_id").getAsLong();

    assertTrue(Math.abs(first - second) > 1000, first + " and " + second);
  }
}
