package lab.check;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static raft.Role.LEADER;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import raft.StateMachine;
import raft.kv.Applications;
import raft.kv.Limits;

class PropertyTest {
  private static final StateMachine MODEL =
      Applications.named("key-value", new Limits(100, 100));

  @Test void aPropertyIsNamedAsThePaperNamesIt() {
    assertEquals("State Machine Safety",
        Property.STATE_MACHINE_SAFETY.toString());
  }

  @Test void aPromiseOfAKindThatIsNotWatchedMayBeBroken() {
    Cast cast = new Cast();
    Checkers strict = new Checkers(cast, EnumSet.of(Property.Group.LEMMA),
        MODEL);
    Checkers lenient = new Checkers(cast, EnumSet.of(Property.Group.CLIENT),
        MODEL);

    cast.n1.becomes(LEADER, 1); // nobody has voted for it

    assertThrows(Violation.class, () -> strict.changed(cast.n1));
    assertDoesNotThrow(() -> lenient.changed(cast.n1));
  }
}
