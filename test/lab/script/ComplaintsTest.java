package lab.script;

import static lab.script.Playing.assertComplains;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who writes a scenario is told which line is wrong, and why. */
class ComplaintsTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
      "elekt s1 | 'elekt s1': there is no command elekt; src/lab/script",
      "timeout | a server is missing",
      "timeout s9 | s9 is none of [s1, s2, s3]",
      "timeout s1 s2 | 's2' is too much",
      "tick s1 | ticks is missing",
      "tick s1 soon | ticks must be a number, not soon",
      "exchange s1 s2 | '->' must come before who is to get it",
      "exchange s1 -> | a server is missing",
      "elect s1 4 | 'term' must come before a term",
      "disk s1 | how it is is missing",
      "disk s1 gone | a disk is slow, quick or full, or fails; not gone",
      "tick all | ticks is missing",
      "pause | a server is missing",
      "resume s9 | s9 is none of [s1, s2, s3]",
      "clock s1 | fast, slow, frozen or right is missing",
      "clock s1 quick | a clock is fast, slow, frozen or right, not quick",
      "crash s1 keeping | how many writes is missing",
      "power-loss s1 keeping all | how many writes must be a number, not all",
      "rot s1 | 'term', or an index is missing",
      "reset s1 s2 | '->' must come before who is to get it",
      "deliver Vote s1 -> s2 | Vote is no RequestVote",
      "propose s1 | an operation is missing",
      "propose s1 x:1 | x:1 is not x=1",
      "propose s1 append x | x is not x=1",
      "propose s1 get x=1 | x=1 is not x",
      "propose s1 delete x=1 | x=1 is not x",
      "propose s1 cas x=1 | x=1 is not x=1:2",
      "propose s1 x=1 once | 'once' is too much",
      "propose s1 x=1 after | an operation is missing",
      "timeout s1; hold RequestVote s1 -> s2 as | a name for it is missing",
      "nodes many | how many must be a number, not many",
      "nodes 10 | from 1 to 9 nodes",
      "nodes 0 | from 1 to 9 nodes",
      "no-op maybe | 'off' must come before the end, or 'on'",
      "batch 0 | a message needs room for an entry",
      "logs s1=2;nodes 2;logs s4=1 | s4=1 is not like s1=1,1,2",
      "logs s1=0 | s1=0 is not like s1=1,1,2",
      "logs s1 | s1 is not like s1=1,1,2",
      "mutant | a patch of lab-notes/broken, without .patch is missing",
      "timeout s1; nodes 5 | this must come before anything happens"})
  void aLineThatCannotBeUnderstood(String commands, String why) {
    assertComplains(commands, why);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
      "elect s1 term 1; timeout s1 | s1 leads, and nothing elapses",
      "elect s1 term 1; elect s1 term 2 | s1 leads already",
      "newcomers 1; elect s4 term 1 | s4 starts no election in term 1",
      "pre-vote on; elect s1 term 1; heartbeat s1; elect s2 term 2"
          + " | s2 starts no election in term 2 when its timeout elapses (F2,"
          + " C1). Two rules may keep it from it: too few pre-votes (PV3)",
      "pre-vote on; elect s1 term 1 by s2 s3; crash s1; elect s2 term 2 by s1"
          + " | s2 starts no election in term 2",
      "crash s1; elect s1 term 1 | s1 is down",
      "pause s1; elect s1 term 1 | s1 is paused: resume it first",
      "elect s1 term 1 by s2; elect s2 term 1 | s2 was not elected in term 1,"
          + " it is now follower of term 1",
      "crash s1; timeout s1 | s1 is down",
      "crash s1; tick s1 1 | s1 is down",
      "crash s1; crash s1 | s1 is down",
      "crash s1; power-loss s1 | s1 is down",
      "crash s1; propose s1 x=1 | s1 is down",
      "crash s1; force s1 | s1 is down",
      "crash s1; deliver AppendEntries s1 -> s2 | s1 is down",
      "restart s1 | s1 is up",
      "resume s1 | s1 is not paused",
      "pause s1; pause s1 | s1 is paused: resume it first",
      "crash s1; pause s1 | s1 is down",
      "pause s1; timeout s1 | s1 is paused: resume it first",
      "pause s1; tick s1 1 | s1 is paused: resume it first",
      "pause s1; force s1 | s1 is paused: resume it first",
      "pause s1; disk s1 slow | s1 is paused: resume it first",
      "timeout s1; pause s1; deliver RequestVote s1 -> s2 | s1 is paused",
      "elect s1 term 1; pause s1; reset s1 -> s2 | s1 is paused",
      "elect s1 term 1; pause s1; silence s1 -> s2 | s1 is paused",
      "power-loss s1 keeping 1 | 'disk s1 slow' comes before what it is to",
      "disk s1 slow; timeout s1; crash s1 keeping 2 | s1 has written 1 that is"
          + " not forced, so it cannot keep 2",
      "rot s1 1 | on the disk of s1 there is 'term', not 1",
      "logs s1=1,1; rot s1 3 | there is 'term' and 1 to 2, not 3",
      "logs s1=1,1; rot s1 0 | there is 'term' and 1 to 2, not 0",
      "logs s1=1,1; rot s1 vote | there is 'term' and 1 to 2, not vote",
      "reset s1 -> s2 | nothing is on its way there or back, so a reset"
          + " changes nothing; 'deliver' leaves a reply there, but what is held"
          + " up does not count, nor what waits for a server that is paused",
      "timeout s1; hold RequestVote s1 -> s2; reset s1 -> s2 | but what is"
          + " held up does not count",
      "pause s2; timeout s1; deliver RequestVote s1 -> s2; reset s1 -> s2"
          + " | nor what waits for a server that is paused",
      "propose s1 x=1 again | no client has asked for x=1 yet",
      "propose s1 x=1; propose s1 append x=1 again | no client has asked for"
          + " append x=1 yet",
      "propose s1 x=2 after x=1 | no client has asked for x=1 yet",
      "timeout s1; hold RequestVote s1 -> s2 as late;"
          + " release RequestVote s1 -> s2 | no RequestVote is held up there",
      "wipe s1 | s1 is up: crash it first",
      "deliver Reply s1 -> s2 | no reply is on its way there",
      "deliver RequestVote s1 -> s2 | s1, a follower, has no RequestVote",
      "elect s1 term 1; replicate s1 -> s2; deliver AppendEntries s1 -> s2"
          + " | now; its next heartbeat is due after: tick s1 10",
      "release Reply s1 -> s2 | no Reply is held up there",
      "silence s1 -> s2 | s1 waits for nothing from s2",
      "timeout s1; drop RequestVote s1 -> s2; crash s1; restart s1;"
          + " silence s1 -> s2 | s1 waits for nothing from s2"})
  void aCommandThatCannotBeDone(String commands, String why) {
    assertComplains(commands, why);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
      "expect | what to expect is missing",
      "expect rain | there is no 'expect rain'",
      "expect role s1 leader | it is follower",
      "expect leader s1 term 1 | it is follower",
      "elect s1 term 1; expect leader s1 term 2 | it is 1",
      "elect s1 term 1; expect no leader | s1 leads term 1",
      "expect term s1 5 | it is 0",
      "expect vote s1 s2 | it is nobody",
      "expect committed s1 5 | it is 0",
      "logs s1=1,2; expect log s1 = 1 | it is [1, 2]",
      "logs s1=1,2; expect log s1 = empty | it is [1, 2]",
      "logs s1=1,2 s2=1,2 s3=1; expect equal logs | s1 has [1, 2], s3 has [1]",
      "expect answer x=1 done | it is waiting",
      "expect answer get x done | it is waiting",
      "expect up | a server is missing",
      "expect down s1 | it is up",
      "crash s1; expect up s1 | it is down",
      "expect violation LEADER_COMPLETENESS | it is none",
      "expect violation LEADERCOMPLETENESS | is none of [ELECTION_SAFETY,"})
  void anExpectationThatIsNotMet(String commands, String why) {
    assertComplains(commands, why);
  }
}
