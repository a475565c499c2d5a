package lab.maelstrom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class SessionPoolTest {
  private final SessionPool pool = new SessionPool("n1-7");

  @Test void twoOperationsUnderWayNeverShareASession() {
    pool.giveBack(pool.take());
    SessionPool.Session first = pool.take();

    SessionPool.Session second = pool.take();

    assertNotEquals(first.client(), second.client());
  }

  @Test void aSessionComesBackWithItsNextSerial() {
    SessionPool.Session first = pool.take();
    pool.giveBack(first);

    SessionPool.Session second = pool.take();

    assertEquals(new SessionPool.Session("n1-7-1", 1), first);
    assertEquals(new SessionPool.Session("n1-7-1", 2), second);
  }

  @Test void whenAllAreTakenThereIsNoneUntilOneComesBack() {
    SessionPool.Session last = null;
    for (int i = 0; i < SessionPool.MOST; i++) last = pool.take();

    SessionPool.Session oneMore = pool.take();
    pool.giveBack(last);

    assertNull(oneMore);
    assertNotNull(pool.take());
  }
}
