package lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import lab.figure16.Downtimes;
import org.junit.jupiter.api.Test;
import raft.node.ClusterConfig;

/** Two kills; {@code lab figure-16 --processes} makes more of them. */
class LeaderCrashesProcessTest {
  @Test void aKilledLeaderIsReplacedAndTheTimeIsTaken() throws Exception {
    ClusterConfig config = ClusterConfig.read(
        Path.of("configs", "three-nodes.json"), Map.of());
    try (LeaderCrashes crashes = new LeaderCrashes(config, new Random(1))) {

      Downtimes downtimes = crashes.downtimes(2);

      assertEquals(2, downtimes.count());
      // Nobody stands for election before its timeout; its last heartbeat may
      // be as old as one interval.
      double least = config.electionTimeoutMin() - config.heartbeat();
      assertTrue(downtimes.least() > least / 2, downtimes::toString);
      assertTrue(downtimes.worst() < 30_000, downtimes::toString);
    }
  }
}
