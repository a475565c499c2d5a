package lab.shrink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class WishesTest {

  @Test void whereItDoesNotMatterEachWishesForAnotherNumber() {
    Wishes wishes = new Wishes(false);

    assertEquals("x=1", wishes.of("c1-1 append k0 c1.1"));
    assertEquals("x=2", wishes.of("c2-1 get k1"));
    assertEquals("x=1 again", wishes.of("c1-1 append k0 c1.1"));
    assertEquals("x=3", wishes.of("c1-2 cas k0 c1.1 c1.2"));
  }

  @Test void whereItMattersWishesStayWhatTheyAre() {
    Wishes wishes = new Wishes(true);

    assertEquals("x0=1", wishes.of("c1-1 put k0 c1.1"));
    assertEquals("append x0=2", wishes.of("c2-1 append k0 c2.1"));
    assertEquals("get x0", wishes.of("c2-2 get k0"));
    assertEquals("delete x1", wishes.of("c2-3 delete k1"));
    assertEquals("cas x0=12:3", wishes.of("c1-2 cas k0 c1.1 c2.1  c1.2 "));
    assertEquals("get x0 again", wishes.of("c2-2 get k0"));
  }

  @Test void nobodyWishesForWhatIsNoOperation() {
    assertThrows(IllegalArgumentException.class,
        () -> new Wishes(false).of("a no-op"));
  }
}
