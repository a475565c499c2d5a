package lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which changes of the members a churn asks for. */
class ChurnChangeTest {
  private static final List<String> ALL =
      List.of("n1", "n2", "n3", "n4", "n5", "n6");
  private static final List<String> THREE = List.of("n1", "n2", "n3");
  private static final List<String> FIVE = List.of("n1", "n2", "n3", "n4",
      "n5");

  private final Random random = new Random(7);

  private List<String> of(ChurnChange change, List<String> members) {
    return change.of(random, members, "n2", ALL);
  }

  @Test void threeBecomeFiveAndNobodyIsRemoved() {
    List<String> wanted = of(ChurnChange.TO_FIVE, THREE);

    assertEquals(5, wanted.size());
    assertTrue(wanted.containsAll(THREE), wanted::toString);
  }

  @Test void fiveBecomeThreeOfWhomOneHasComeNew() {
    List<String> wanted = of(ChurnChange.TO_THREE, FIVE);

    assertEquals(3, wanted.size());
    assertTrue(wanted.contains("n6"), wanted::toString);
  }

  @Test void threeBecomeThreeQuiteOthers() {
    assertEquals(Set.of("n4", "n5", "n6"),
        Set.copyOf(of(ChurnChange.TO_OTHERS, THREE)));
  }

  @Test void theLeaderIsRemovedAndAnotherTakesItsPlace() {
    List<String> wanted = of(ChurnChange.WITHOUT_LEADER, THREE);

    assertEquals(3, wanted.size());
    assertFalse(wanted.contains("n2"), wanted::toString);
  }

  @Test void ofFiveTheLeaderIsRemovedAndFourStay() {
    assertEquals(Set.of("n1", "n3", "n4", "n5"),
        Set.copyOf(of(ChurnChange.WITHOUT_LEADER, FIVE)));
  }

  @Test void everyChangeLeadsElsewhereToThreeMembersOrMore() {
    List<String> members = THREE;
    Set<Set<String>> seen = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      List<String> wanted =
          ChurnChange.draw(random, members, members.get(0), ALL);

      assertNotEquals(Set.copyOf(members), Set.copyOf(wanted));
      assertTrue(wanted.size() >= 3 && wanted.size() <= 5, wanted::toString);
      assertEquals(wanted.size(), Set.copyOf(wanted).size());
      seen.add(new TreeSet<>(wanted));
      members = wanted;
    }
    assertTrue(seen.size() > 30, "only " + seen);
  }

  @Test void theSameChancesGiveTheSameChanges() {
    List<List<String>> twice = IntStream.range(0, 2).mapToObj(i ->
        ChurnChange.draw(new Random(3), THREE, "n1", ALL)).toList();

    assertEquals(twice.get(0), twice.get(1));
  }
}
