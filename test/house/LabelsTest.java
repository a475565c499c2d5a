package house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** One rule, one label: one place in src, tests, a row in the map, mutants. */
class LabelsTest {

  private static List<String> sorted(List<String> labels) {
    return labels.stream().sorted().toList();
  }

  @Test void eachRuleStandsOnceInSrc() {
    assertEquals(sorted(Labels.ALL), sorted(Labels.of(Labels.rules())),
        "found " + Labels.rules());
  }

  @Test void eachRuleHasATest() {
    TreeSet<String> tagged = new TreeSet<>(Labels.of(Labels.tags()));

    assertEquals(sorted(Labels.ALL), List.copyOf(tagged));
  }

  @Test void eachRuleHasOneRowInTheMapInTheFiguresOrder() {
    assertEquals(Labels.ALL, Labels.of(Labels.rows()));
  }

  @Test void eachRuleHasAMutant() {
    TreeSet<String> unbroken = new TreeSet<>(Labels.ALL);

    unbroken.removeAll(Labels.mutants());

    assertEquals(List.of(), List.copyOf(unbroken));
  }
}
