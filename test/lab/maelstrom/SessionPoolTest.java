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
    SessionPool.PooledSession first = pool.take();

    SessionPool.PooledSession second = pool.take();

    assertNotEquals(first.client(), second.client());
  }

  @Test void aSessionComesBackWithItsNextSerial() {
    SessionPool.PooledSession first = pool.take();
    pool.giveBack(first);

    SessionPool.PooledSession second = pool.take();

    assertEquals(new SessionPool.PooledSession("n1-7-1", 1), first);
    assertEquals(new SessionPool.PooledSession("n1-7-1", 2), second);
  }

  @Test void whenAllAreTakenThereIsNoneUntilOneComesBack() {
    SessionPool.PooledSession last = null;
    for (int i = 0; i < SessionPool.MOST; i++) last = pool.take();

    SessionPool.PooledSession oneMore = pool.take();
    pool.giveBack(last);

    assertNull(oneMore);
    assertNotNull(pool.take());
  }
}
