package raft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import raft.Server;
import raft.node.ClusterConfig.NodeAddress;
import raft.node.Frame.MembersReply;

/** Which of several replies counts, and what is said of them. */
class StatusMembersTest {
  private static final List<String> FIRST = List.of("n1", "n2", "n3");

  private static MembersReply reply(String node, long term, String leader,
      long index, String newcomer) {
    return new MembersReply("id", node, term, leader, "n1 n2", index, true,
        20, newcomer == null ? List.of() : List.of(newcomer), "c", "a", FIRST);
  }

  private static String best(MembersReply... replies) {
    return StatusMembers.bestOf(Arrays.asList(replies)).orElseThrow().node();
  }

  @Test void ofTwoThatSayTheyLeadTheNewerTermCounts() {
    MembersReply over = reply("n1", 4, "n1", 17, null);
    MembersReply leader = reply("n2", 5, "n2", 9, null);

    assertEquals("n2", best(over, leader, null));
    assertEquals("n2", best(leader, null, over));
  }

  @Test void withoutALeaderTheNewestLogCounts() {
    assertEquals("n3", best(reply("n1", 9, null, 7, null),
        reply("n3", 4, null, 8, null)));
  }

  @Test void whoNamesALeaderThatDoesNotAnswerIsQuoted() {
    NodeAddress n1 = NodeAddress.of(Server.of("n1=a:1,b:2"));
    NodeAddress n2 = NodeAddress.of(Server.of("n2=c:3,d:4"));
    MembersPoll.Found found = new MembersPoll.Found(List.of(
        new MembersPoll.NodeMembers(n1, null, "no answer in time"),
        new MembersPoll.NodeMembers(n2, reply("n2", 4, "n1", 9, null), null)));

    assertEquals("n1: no answer in time; n2: says n1 leads", found.trouble());
  }

  @Test void whoCatchesUpIsNamedWithHowMuchIsToGo() {
    MembersReply reply = reply("n1", 4, "n1", 9, "n4=a:1,b:2 17 0");

    assertEquals("n4 catches up, 3 entries to go",
        MembersTable.progress(reply));
    assertEquals("configuration n1 n2 as of entry 9, committed",
        MembersTable.about(reply));
  }

  @Test void ofWhoIsBeingSentASnapshotItsBytesAreToGo() {
    MembersReply reply = reply("n1", 4, "n1", 9, "n4=a:1,b:2 0 1048576");

    assertEquals("n4 catches up, 1048576 bytes of a snapshot to go",
        MembersTable.progress(reply));
    assertEquals("n4    a:1        b:2          catches up, 1048576 bytes of a"
        + " snapshot to go", MembersTable.lines(reply).get(3));
  }
}
