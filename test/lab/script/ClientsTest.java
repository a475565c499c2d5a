package lab.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static lab.script.Playing.told;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Clients of a scenario: new ones, and those that ask again. */
class ClientsTest {
  private static final String LEADS = "elect s1 term 1; ";
  private static final String ELSEWHERE =
      "elect s2 term 2 by s3; propose s2 x=1 again; ";
  private static final String ANSWERED = "heartbeat s1; ";

  private static String last(String commands) {
    List<String> told = told(LEADS + commands);
    return told.get(told.size() - 1);
  }

  @Test void twoThatWantTheSameAreTwoClients() {
    assertEquals("get x: done, it is aa", last("propose s1 append x=a;"
        + ANSWERED + "propose s1 append x=a;" + ANSWERED
        + "propose s1 get x; tick s1 10; replicate s1 -> s2"));
  }

  @Test void oneThatAsksAgainIsServedOnce() {
    assertEquals("get x: done, it is a", last("propose s1 append x=a;"
        + ANSWERED + "propose s1 append x=a again;" + ANSWERED
        + "propose s1 get x; tick s1 10; replicate s1 -> s2"));
  }

  @Test void oneThatAsksAgainMayAskAnotherServer() {
    assertEquals("x=1: refused, it is not the leader",
        last("propose s1 x=1; propose s2 x=1 again"));
  }

  @Test void anAnswerToTheSecondRequestIsTheAnswer() {
    assertEquals("x=1: done", last("propose s2 x=1; propose s1 x=1 again;"
        + "exchange s1 -> s2; expect answer x=1 done;"
        + "propose s1 x=1 again; exchange s1 -> s2"));
  }

  @Test void theNextSerialOfAClientMakesItsOldOneTooOld() {
    assertEquals("x=1: gone, a later command of its client came first",
        last("propose s1 x=1; propose s1 x=2 after x=1;"
            + "propose s1 x=1 again; replicate s1 -> s2"));
  }

  @Test void withoutANextSerialNothingIsTooOld() {
    assertEquals("x=1: done", last("propose s1 x=1; propose s1 x=2;"
        + "propose s1 x=1 again; replicate s1 -> s2"));
  }

  // The checker of clients would find two operations of one at the same time.
  @Test void anAnswerToWhatItsClientNoLongerWantsCountsForNothing() {
    told(LEADS + "propose s1 x=1; propose s1 x=2 after x=1; exchange s1 -> s2;"
        + "expect answer x=2 done; expect violation none");
  }

  @Test void whatHasNoAnswerIsWaiting() {
    told(LEADS + "propose s1 x=1; expect answer x=1 waiting");
  }

  @Test void aClientThatAsksAgainWaitsAgain() {
    told(LEADS + "propose s1 x=1;" + ANSWERED + "expect answer x=1 done;"
        + "propose s1 x=1 again; expect answer x=1 waiting;"
        + "exchange s1 -> s2; expect answer x=1 done");
  }

  @Test void anotherThatWantsTheSameHasHeardNothing() {
    told(LEADS + "propose s1 x=1;" + ANSWERED + "propose s1 x=1;"
        + "expect answer x=1 waiting");
    told("batch 1;" + LEADS + "propose s1 x=1; propose s1 x=1;"
        + "exchange s1 -> s2; expect answer x=1 waiting;"
        + "exchange s1 -> s2; expect answer x=1 done");
  }

  @Test void anAnswerCountsWhicheverAskingItBelongsTo() {
    told("batch 1;" + LEADS + "propose s1 x=1; propose s1 x=1 again;"
        + "exchange s1 -> s2; expect answer x=1 done");
  }

  @Test void whatIsDoneStaysDoneWhenAnOtherAskingComesToNothing() {
    assertEquals("x=1: unknown, s1 was deposed", last("propose s1 x=1;"
        + ELSEWHERE + "replicate s2 -> s3; expect answer x=1 done;"
        + "tick s2 10; deliver AppendEntries s2 -> s1"));
    told(LEADS + "propose s1 x=1;" + ELSEWHERE + "replicate s2 -> s3;"
        + "tick s2 10; deliver AppendEntries s2 -> s1;"
        + "expect answer x=1 done");
    told("batch 1;" + LEADS + "propose s1 x=1; propose s1 x=1 again;"
        + "exchange s1 -> s2; timeout s3; timeout s3; exchange s3 -> s1;"
        + "expect role s1 follower; expect answer x=1 done");
  }

  @Test void whileOneAskingIsOpenItMattersNotThatAnOlderCameToNothing() {
    told(LEADS + "propose s1 x=1;" + ELSEWHERE
        + "deliver AppendEntries s2 -> s1; expect term s1 2;"
        + "expect answer x=1 waiting;"
        + "deliver Reply s1 -> s2; expect answer x=1 done");
  }

  @Test void aClientThatGoesOnKeepsItsAnswer() {
    told(LEADS + "propose s1 x=1;" + ANSWERED + "propose s1 y=1 after x=1;"
        + "expect answer x=1 done; expect answer y=1 waiting");
  }

  @Test void aDeposedLeaderCannotTell() {
    assertEquals("x=1: unknown, s1 was deposed",
        last("propose s1 x=1; timeout s2; exchange s2 -> s1"));
  }
}
