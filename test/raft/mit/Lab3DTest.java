package raft.mit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * MIT 6.5840, lab 3D: log compaction. Names and steps are the course's; its
 * SnapShotInterval is 10 entries, and its MAXLOGSIZE 2000 bytes, here of all
 * log files of a node. The unreliable ones are in the simulator.
 */
final class Lab3DTest {
  private static final int INTERVAL = 10; // entries
  private static final int MAX_LOG_SIZE = 2000; // bytes
  private static final Map<String, String> SNAPSHOTS = Map.of(
      "snapshot-entries", "" + INTERVAL, "snapshot-kept-entries", "5",
      "snapshot-chunk-bytes", "4096");

  private final Random random = new Random(3);

  private static CourseLab lab() {
    return new CourseLab(3, SNAPSHOTS);
  }

  /** A value as the course draws them: an int. */
  private String value() {
    return "" + random.nextInt(Integer.MAX_VALUE);
  }

  @Test void snapshotBasic() {
    snapcommon(false, false);
  }

  @Test void snapshotInstall() {
    snapcommon(true, false);
  }

  @Test void snapshotInstallCrash() {
    snapcommon(false, true);
  }

  private void snapcommon(boolean disconnect, boolean crash) {
    try (CourseLab lab = lab()) {
      lab.one(value(), 3, true);
      int leader1 = lab.checkOneLeader();
      for (int i = 0; i < 30; i++) {
        int victim = (leader1 + 1) % 3;
        int sender = leader1;
        if (i % 3 == 1) {
          sender = (leader1 + 1) % 3;
          victim = leader1;
        }
        if (disconnect) {
          lab.disconnect(victim);
          lab.one(value(), 2, true);
        }
        if (crash) {
          lab.crash(victim);
          lab.one(value(), 2, true);
        }
        // Perhaps enough to get a snapshot.
        int nn = INTERVAL / 2 + random.nextInt(INTERVAL);
        for (int j = 0; j < nn; j++) lab.start(sender, value());
        // Let applier threads catch up with these starts.
        lab.one(value(), disconnect || crash ? 2 : 3, true);
        lab.checkLogSize(MAX_LOG_SIZE);
        if (disconnect) {
          // A follower that was away needs a snapshot now, or soon.
          lab.connect(victim);
          lab.one(value(), 3, true);
          leader1 = lab.checkOneLeader();
        }
        if (crash) {
          lab.restart(victim);
          lab.one(value(), 3, true);
          leader1 = lab.checkOneLeader();
        }
      }
      assertTrue(lab.traced("(SN3)") > 0, "no snapshot was taken");
      if (disconnect) assertTrue(lab.traced("(IS8)") > 0, "none installed");
    }
  }

  @Test void snapshotAllCrash() {
    try (CourseLab lab = lab()) {
      lab.one(value(), 3, true);
      for (int i = 0; i < 5; i++) {
        // Perhaps enough to get a snapshot.
        int nn = INTERVAL / 2 + random.nextInt(INTERVAL);
        for (int j = 0; j < nn; j++) lab.one(value(), 3, true);
        long index1 = lab.one(value(), 3, true);
        for (int j = 0; j < 3; j++) lab.crash(j);
        for (int j = 0; j < 3; j++) lab.restart(j);
        long index2 = lab.one(value(), 3, true);
        assertTrue(index2 >= index1 + 1, index2 + " after " + index1);
      }
    }
  }

  /** Do servers initialize their snapshot copies correctly? */
  @Test void snapshotInit() {
    try (CourseLab lab = lab()) {
      lab.one(value(), 3, true);
      // Enough for a snapshot.
      for (int i = 0; i < INTERVAL + 1; i++) lab.one(value(), 3, true);
      for (int i = 0; i < 3; i++) lab.restart(i);
      // One more, to get the applied state after the restart.
      lab.one(value(), 3, true);
      for (int i = 0; i < 3; i++) lab.restart(i);
      lab.one(value(), 3, true);
    }
  }
}
