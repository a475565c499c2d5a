package raft.mit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import raft.node.Cluster;

/** MIT 6.5840, lab 3B: log replication. Names and steps are the course's. */
final class Lab3BTest {

  @Test void basicAgree() {
    try (CourseLab lab = new CourseLab(3)) {
      for (long index = 1; index <= 3; index++) {
        assertEquals(0, lab.nCommitted(index), "committed before start");

        assertEquals(index, lab.one("" + index * 100, 3, false));
      }
    }
  }

  @Test void rpcBytes() {
    try (CourseLab lab = new CourseLab(3)) {
      lab.one("99", 3, false);
      long before = lab.bytes();

      long sent = 0;
      for (long index = 2; index < 12; index++) {
        String value = "" + index % 10;
        assertEquals(index, lab.one(value.repeat(5000), 3, false));
        sent += 5000;
      }

      long got = lab.bytes() - before;
      assertTrue(got >= 2 * sent, got + " bytes are too few to be true");
      assertTrue(got <= 3 * sent + 50_000, "too many RPC bytes: " + got);
    }
  }

  @Test void followerFailure() {
    try (CourseLab lab = new CourseLab(3)) {
      lab.one("101", 3, false);

      int leader1 = lab.checkOneLeader();
      lab.disconnect((leader1 + 1) % 3);
      lab.one("102", 2, false);
      lab.sleep(1);
      lab.one("103", 2, false);

      int leader2 = lab.checkOneLeader();
      lab.disconnect((leader2 + 1) % 3);
      lab.disconnect((leader2 + 2) % 3);
      CourseLab.Started started = lab.start(leader2, "104");
      assertNotNull(started, "the leader rejected start()");
      assertEquals(4, started.index());
      lab.sleep(2);
      assertEquals(0, lab.nCommitted(4), "committed without a majority");
    }
  }

  @Test void leaderFailure() {
    try (CourseLab lab = new CourseLab(3)) {
      lab.one("101", 3, false);

      int leader1 = lab.checkOneLeader();
      lab.disconnect(leader1);
      lab.one("102", 2, false);
      lab.sleep(1);
      lab.one("103", 2, false);

      int leader2 = lab.checkOneLeader();
      lab.disconnect(leader2);
      for (int i = 0; i < 3; i++) lab.start(i, "104");
      lab.sleep(2);
      assertEquals(0, lab.nCommitted(4), "committed without a majority");
    }
  }

  @Test void failAgree() {
    try (CourseLab lab = new CourseLab(3)) {
      lab.one("101", 3, false);

      int leader = lab.checkOneLeader();
      lab.disconnect((leader + 1) % 3);
      lab.one("102", 2, false);
      lab.one("103", 2, false);
      lab.sleep(1);
      lab.one("104", 2, false);
      lab.one("105", 2, false);

      lab.connect((leader + 1) % 3);
      lab.one("106", 3, true);
      lab.sleep(1);
      lab.one("107", 3, true);
    }
  }

  @Test void failNoAgree() {
    try (CourseLab lab = new CourseLab(5)) {
      lab.one("10", 5, false);

      int leader = lab.checkOneLeader();
      for (int i = 1; i <= 3; i++) lab.disconnect((leader + i) % 5);
      CourseLab.Started started = lab.start(leader, "20");
      assertNotNull(started, "the leader rejected start()");
      assertEquals(2, started.index());
      lab.sleep(2);
      assertEquals(0, lab.nCommitted(2), "committed without a majority");

      // The majority may have chosen a leader of its own, and forgotten 20.
      for (int i = 1; i <= 3; i++) lab.connect((leader + i) % 5);
      int leader2 = lab.checkOneLeader();
      CourseLab.Started second = lab.start(leader2, "30");
      assertNotNull(second, "the leader rejected start()");
      assertTrue(second.index() == 2 || second.index() == 3, "" + second);
      lab.one("1000", 5, true);
    }
  }

  @Test void concurrentStarts() {
    try (CourseLab lab = new CourseLab(3)) {
      for (int attempt = 0; attempt < 5; attempt++) {
        if (fiveAtOnce(lab)) return;
      }
    }
    throw new AssertionError("the term changed too often");
  }

  /** Whether they were all given to one leader in one term, and committed. */
  private static boolean fiveAtOnce(CourseLab lab) {
    int leader = lab.checkOneLeader();
    CourseLab.Started first = lab.start(leader, "1");
    if (first == null) return false;
    List<CompletableFuture<CourseLab.Started>> starts = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      String value = "" + (100 + i);
      starts.add(CompletableFuture.supplyAsync(
          () -> lab.start(leader, value)));
    }
    List<CourseLab.Started> all = starts.stream().map(CompletableFuture::join)
        .toList();
    boolean inOneTerm = all.stream().filter(Objects::nonNull)
        .filter(started -> started.term() == first.term()).count() == 5;
    if (!inOneTerm) return false;
    List<String> committed = all.stream()
        .map(started -> lab.wait(started.index(), 3, first.term())).toList();
    if (committed.contains(null)) return false;
    for (int i = 0; i < 5; i++) {
      String value = "\"value\":\"" + (100 + i) + "\"";
      assertTrue(committed.stream().anyMatch(each -> each.contains(value)),
          value + " is missing in " + committed);
    }
    return true;
  }

  @Test void rejoin() {
    try (CourseLab lab = new CourseLab(3)) {
      lab.one("101", 3, true);

      // A leader is partitioned, and makes some log entries.
      int leader1 = lab.checkOneLeader();
      lab.disconnect(leader1);
      lab.start(leader1, "102");
      lab.start(leader1, "103");
      lab.start(leader1, "104");

      // A new leader commits, also for index 2.
      assertEquals(2, lab.one("103", 2, true));

      // The new leader is partitioned, and the old one returns.
      int leader2 = lab.checkOneLeader();
      lab.disconnect(leader2);
      lab.connect(leader1);
      lab.one("104", 2, true);

      lab.connect(leader2);
      lab.one("105", 3, true);
    }
  }

  @Test void backup() {
    try (CourseLab lab = new CourseLab(5)) {
      lab.one("first", 5, true);

      // A leader and one follower are alone, with 50 that won't commit.
      int leader1 = lab.checkOneLeader();
      for (int i = 2; i <= 4; i++) lab.disconnect((leader1 + i) % 5);
      for (int i = 0; i < 50; i++) lab.start(leader1, "lost-" + i);
      lab.sleep(0.5);
      lab.disconnect(leader1);
      lab.disconnect((leader1 + 1) % 5);

      // The other three commit 50.
      for (int i = 2; i <= 4; i++) lab.connect((leader1 + i) % 5);
      for (int i = 0; i < 50; i++) lab.one("kept-" + i, 3, true);

      // Of these, one is away, and the other two have 50 that won't commit.
      int leader2 = lab.checkOneLeader();
      int other = (leader1 + 2) % 5;
      if (other == leader2) other = (leader2 + 1) % 5;
      lab.disconnect(other);
      for (int i = 0; i < 50; i++) lab.start(leader2, "lost-too-" + i);
      lab.sleep(0.5);

      // The first two come back, and the one that was away.
      for (int i = 0; i < 5; i++) lab.disconnect(i);
      lab.connect(leader1);
      lab.connect((leader1 + 1) % 5);
      lab.connect(other);
      for (int i = 0; i < 50; i++) lab.one("kept-too-" + i, 3, true);

      for (int i = 0; i < 5; i++) lab.connect(i);
      lab.one("last", 5, true);
      // 50 wrong entries on each of four servers, and not one by one.
      assertTrue(lab.stepsBack() < 50, lab.stepsBack() + " steps back");
    }
  }

  @Test void count() {
    try (CourseLab lab = new CourseLab(3)) {
      lab.checkOneLeader();
      long first = lab.rpcs();
      assertTrue(first >= 1 && first <= 30, first + " RPCs to elect");
      for (int attempt = 0; attempt < 5; attempt++) {
        if (tenCommandsAreCheap(lab)) {
          anIdleSecondIsCheap(lab);
          return;
        }
      }
    }
    throw new AssertionError("the term changed too often");
  }

  private static boolean tenCommandsAreCheap(CourseLab lab) {
    int leader = lab.checkOneLeader();
    long before = lab.rpcs();
    CourseLab.Started first = lab.start(leader, "1");
    if (first == null) return false;
    for (int i = 1; i < 12; i++) {
      CourseLab.Started started = lab.start(leader, "random-" + i);
      if (started == null || started.term() != first.term()) return false;
      assertEquals(first.index() + i, started.index());
    }
    for (int i = 1; i < 11; i++) {
      String command = lab.wait(first.index() + i, 3, first.term());
      if (command == null) return false;
      assertTrue(command.contains("\"random-" + i + "\""), command);
    }
    long rpcs = lab.rpcs() - before;
    for (int i = 0; i < 3; i++) {
      if (lab.term(i) != first.term()) return false;
    }
    assertTrue(rpcs <= (10 + 1 + 3) * 3, rpcs + " RPCs for ten commands");
    return true;
  }

  private static void anIdleSecondIsCheap(CourseLab lab) {
    long before = lab.rpcs();
    Cluster.pause(1000);
    long rpcs = lab.rpcs() - before;
    assertTrue(rpcs <= 3 * 20, rpcs + " RPCs in a second of idleness");
  }
}
