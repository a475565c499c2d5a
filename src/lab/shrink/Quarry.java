package lab.shrink;

import lab.check.Property;
import lab.check.Violation;

/**
 * What must not get lost while a run is shrunk: the same promise, broken; and
 * of a server's own assertions the same one. Any broken promise would do to
 * show that something is wrong, but then the schedule would explain another
 * violation than the one that was reported.
 */
record Quarry(Property property, String assertion) {

  static Quarry of(Violation violation) {
    return new Quarry(violation.property(), assertion(violation));
  }

  boolean isShownBy(Violation violation) {
    return violation != null && of(violation).equals(this);
  }

  /** Its words, without the numbers and servers that it speaks of. */
  private static String assertion(Violation violation) {
    if (violation.property() != Property.NO_ASSERTION_FAILS) return "";
    return violation.contradiction().replaceAll("\\b[ns]?\\d+", "#");
  }

  /** Whether it matters what clients wanted. */
  static boolean isClients(Violation violation) {
    return violation.property().group() == Property.Group.CLIENT;
  }

  /** Whether it is about time, of which a scenario has none. */
  static boolean isAboutTime(Violation violation) {
    return violation.property().group() == Property.Group.LIVENESS;
  }
}
