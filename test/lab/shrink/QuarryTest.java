package lab.shrink;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import lab.check.Property;
import lab.check.Violation;

class QuarryTest {

  private static Violation broken(Property property, String contradiction) {
    return new Violation(property, "event 1: n1 leads", contradiction);
  }

  private static boolean isShown(Violation wanted, Violation found) {
    return Quarry.of(wanted).isShownBy(found);
  }

  @Test void isThePromiseWhoeverBreaksItAndWhenever() {
    Violation wanted =
        broken(Property.ELECTION_SAFETY, "event 90: n2 leads term 4");

    assertTrue(isShown(wanted,
        broken(Property.ELECTION_SAFETY, "event 8: s3 leads too")));
    assertFalse(isShown(wanted,
        broken(Property.ONE_VOTE_PER_TERM, "event 90: n2 leads term 4")));
    assertFalse(isShown(wanted, null));
  }

  @Test void ofAssertionsItIsTheSameOne() {
    Violation wanted = broken(Property.NO_ASSERTION_FAILS,
        "event 70: n2 fails: commitIndex 12 is behind 3");

    assertTrue(isShown(wanted, broken(Property.NO_ASSERTION_FAILS,
        "event 9: s1 fails: commitIndex 2 is behind 1")));
    assertFalse(isShown(wanted, broken(Property.NO_ASSERTION_FAILS,
        "event 70: n2 fails: lastApplied 12 is behind 3")));
  }

  @Test void knowsWhatMattersToIt() {
    Violation clients = broken(Property.LINEARIZABLE, "");
    Violation time = broken(Property.CLIENTS_FINISH, "");

    assertTrue(Quarry.isClients(clients));
    assertFalse(Quarry.isAboutTime(clients));
    assertTrue(Quarry.isAboutTime(time));
    assertFalse(Quarry.isClients(time));
  }
}
