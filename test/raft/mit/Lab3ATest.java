package raft.mit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** MIT 6.5840, lab 3A: leader election. Names and steps are the course's. */
final class Lab3ATest {

  @Test void initialElection() {
    try (CourseLab lab = new CourseLab(3)) {
      lab.checkOneLeader();

      lab.sleep(0.1);
      long term1 = lab.checkTerms();
      assertTrue(term1 >= 1);

      // Does the leader and the term stay the same without a failure?
      lab.sleep(2);
      assertEquals(term1, lab.checkTerms());
      lab.checkOneLeader();
    }
  }

  @Test void reElection() {
    try (CourseLab lab = new CourseLab(3)) {
      int leader1 = lab.checkOneLeader();

      // If the leader disconnects, a new one is elected.
      lab.disconnect(leader1);
      lab.checkOneLeader();

      // If the old leader rejoins, that does not disturb the new one.
      lab.connect(leader1);
      int leader2 = lab.checkOneLeader();

      // If there is no quorum, no new leader is elected.
      lab.disconnect(leader2);
      lab.disconnect((leader2 + 1) % 3);
      lab.sleep(2);
      lab.checkNoLeader();

      // If a quorum arises, it elects a leader.
      lab.connect((leader2 + 1) % 3);
      lab.checkOneLeader();

      // The return of the last one does not prevent a leader from existing.
      lab.connect(leader2);
      lab.checkOneLeader();
    }
  }

  @Test void manyElections() {
    Random random = new Random(3);
    try (CourseLab lab = new CourseLab(7)) {
      lab.checkOneLeader();
      for (int i = 1; i < 10; i++) {
        // Disconnect three: either the leader is among those that are left,
        // or the remaining four elect one.
        int[] gone = random.ints(3, 0, 7).toArray();
        for (int server : gone) lab.disconnect(server);
        lab.checkOneLeader();
        for (int server : gone) lab.connect(server);
      }
      lab.checkOneLeader();
    }
  }
}
