package raft.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static raft.client.FakeNode.first;
import static raft.client.FakeNode.follower;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import raft.client.FakeNode.Behaviour;
import raft.kv.Applications;
import raft.kv.Limits;

/** All nodes that a client knew were removed, and one of them still runs. */
class RemovedNodesTest {
  private static final int PATIENT = 5000;

  private final Behaviour leader = FakeNode.leader(
      Applications.named("key-value", new Limits(1024, 65_536)));

  // It refuses on a connection on which it told the members of long ago.
  @Test void whoNamesNoLeaderForLongIsAskedAnewWhoTheMembersAre() {
    try (FakeNodes removed =
            new FakeNodes(first(leader, leader, follower(null)));
        FakeNodes members = new FakeNodes(leader);
        KvClient client = new KvClient(removed.config(), PATIENT)) {
      client.put("x", "1"); // a session, and this
      removed.knows(1, members.config().nodes().get(0).server().toString()
          .replace("n1=", "n4="), 9);

      Optional<String> answer = client.get("x");

      assertEquals(Optional.of("1"), answer);
      assertEquals(2, removed.visitsTo(1));
    }
  }
}
