package lab.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MachineTest {
  private static final String BEFORE =
      "cpu  1000 10 500 9000 100 0 10 5 0 0\ncpu0 1 1 1 1 1 1 1 1 0 0\n";

  @Test void whoWaitsForTheDiskIsIdle() {
    String after = "cpu  1040 10 510 9120 130 0 10 5 0 0\n";

    double idle = Machine.idleShare(BEFORE, after);

    assertEquals(0.75, idle, 1e-9);
  }

  @Test void aBusyMachineIsCalledSo() {
    assertTrue(Machine.describe(2, 0.60).contains("60% idle: IT IS BUSY"));
    assertFalse(Machine.describe(2, 0.99).contains("BUSY"));
  }
}
