package lab.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import raft.Configuration;
import raft.RaftServer;
import raft.RequestVoteReply;
import raft.Role;
import raft.Settings;
import raft.Trace;
import raft.TraceLine;
import raft.kv.Applications;
import raft.kv.Limits;

/** {@code tick(n)} is as good as n times {@code tick()}, up to the next due. */
class TicksAtOnceTest {
  private static final Settings SETTINGS =
      new Settings(4, 10, 20, 8, 999, false);

  /** A server that writes down when it did what. */
  private static final class Diary implements Trace {
    final VirtualDisk disk = new VirtualDisk(99, (entry, index) -> {});
    final List<String> lines = new ArrayList<>();
    final RaftServer server;
    boolean diskStands;
    long now;

    Diary(long seed, String... others) {
      List<String> servers = new ArrayList<>(List.of(others));
      servers.add("n1");
      server = new RaftServer("n1", new Configuration(servers), SETTINGS, disk,
          Applications.named("key-value", new Limits(99, 99)), this,
          new Random(seed));
    }

    @Override public boolean isOn() {
      return true;
    }

    @Override public void line(TraceLine line) {
      lines.add(now + ": " + line);
    }

    /** Passes these ticks one by one. */
    void step(int ticks) {
      for (int i = 0; i < ticks; i++) {
        now++;
        server.tick();
        attend();
      }
    }

    /** As many, in strides as long as may be; how many strides it took. */
    int stride(int ticks) {
      int strides = 0;
      for (int left = ticks; left > 0; strides++) {
        int stride = Math.min(left, server.ticksLeft());
        now += stride;
        left -= stride;
        server.tick(stride);
        attend();
      }
      return strides;
    }

    /** What else happens: the disk works, and heartbeats leave when due. */
    private void attend() {
      if (diskStands) return;
      force();
      if (server.status().role() != Role.LEADER) return;
      server.nextRequest("n2").ifPresent(held -> lines.add(now + ": asks n2"));
    }

    void force() {
      disk.write();
      disk.force();
      server.durable(disk.forced());
    }
  }

  @Test void electionsStartAtTheSameTicks() {
    Diary slow = new Diary(7, "n2", "n3");
    Diary quick = new Diary(7, "n2", "n3");

    slow.step(500);
    int strides = quick.stride(500);

    assertEquals(slow.lines, quick.lines);
    assertTrue(slow.lines.size() > 20, slow.lines::toString);
    assertTrue(strides < 100, strides + " strides");
  }

  @Test void heartbeatsAreDueAtTheSameTicks() {
    Diary slow = leader();
    Diary quick = leader();

    slow.step(200);
    int strides = quick.stride(200);

    assertEquals(slow.lines, quick.lines);
    assertTrue(slow.lines.size() > 40, slow.lines::toString);
    assertTrue(strides < 100, strides + " strides");
  }

  /** Of two servers, n2 having voted for it. */
  private static Diary leader() {
    Diary diary = new Diary(7, "n2");
    diary.server.timeout();
    diary.force();
    var request = diary.disk.release(
        diary.server.nextRequest("n2").orElseThrow());
    diary.server.handleReply("n2", request,
        new RequestVoteReply(request.id(), request.term(), true));
    diary.attend();
    return diary;
  }

  @Test void aStalledDiskDeposesTheLeaderAtTheSameTick() {
    Diary slow = leader();
    Diary quick = leader();

    slow.diskStands = true;
    slow.server.propose("{\"op\":\"register\"}");
    slow.step(100);
    quick.diskStands = true;
    quick.server.propose("{\"op\":\"register\"}");
    quick.stride(100);

    assertEquals(slow.lines, quick.lines);
    assertTrue(slow.lines.toString().contains("its disk stands still"));
  }

  @Test void noElectionStartsWhileADiskHoldsBackAVote() {
    Diary slow = new Diary(7, "n2", "n3");
    Diary quick = new Diary(7, "n2", "n3");

    slow.diskStands = true;
    slow.server.timeout();
    slow.step(100);
    quick.diskStands = true;
    quick.server.timeout();
    int strides = quick.stride(100);

    assertEquals(slow.lines, quick.lines);
    assertEquals(1, strides);
  }
}
