package lab.check;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static raft.Role.LEADER;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class PropertyTest {
  @Test void aPropertyIsNamedAsThePaperNamesIt() {
    assertEquals("State Machine Safety",
        Property.STATE_MACHINE_SAFETY.toString());
  }

  @Test void aPromiseOfAKindThatIsNotWatchedMayBeBroken() {
    Cast cast = new Cast();
    Checkers strict = new Checkers(cast, EnumSet.of(Property.Group.LEMMA));
    Checkers lenient = new Checkers(cast, EnumSet.of(Property.Group.CLIENT));

    cast.n1.becomes(LEADER, 1); // nobody has voted for it

    assertThrows(Violation.class, () -> strict.changed(cast.n1));
    assertDoesNotThrow(() -> lenient.changed(cast.n1));
  }
}
