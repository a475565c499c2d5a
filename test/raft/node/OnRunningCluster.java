package raft.node;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** Tests of one class share a {@link RunningCluster}, and none may harm it. */
abstract class OnRunningCluster {
  static RunningCluster running;

  @BeforeAll static void start() {
    running = new RunningCluster();
  }

  @AfterAll static void stop() {
    running.close();
  }

  @AfterEach void nothingHappened() {
    running.isUnharmed();
  }
}
