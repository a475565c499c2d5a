package lab.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.function.Executable;
import raft.Configuration;

/** Three actors, and a count of what they did. */
final class Cast implements ClusterView {
  static final Configuration ALL = Configuration.of("n1 n2 n3");
  final Actor n1 = new Actor("n1");
  final Actor n2 = new Actor("n2");
  final Actor n3 = new Actor("n3");
  private long event;

  /** What comes now is event so much. */
  void event(long number) {
    event = number;
  }

  @Override public Configuration initial() {
    return ALL;
  }

  @Override public long event() {
    return event;
  }

  @Override public List<Actor> nodes() {
    return List.of(n1, n2, n3);
  }

  /** The deed breaks the promise, and the violation says these two things. */
  static void assertBreaks(Property property, String fact,
      String contradiction, Executable deed) {
    Violation violation = assertThrows(Violation.class, deed);
    assertEquals(property, violation.property());
    assertSays(fact, violation.fact());
    assertSays(contradiction, violation.contradiction());
  }

  private static void assertSays(String expected, String said) {
    assertTrue(said.contains(expected), () -> said);
    assertTrue(said.startsWith("event "), () -> said);
  }
}
