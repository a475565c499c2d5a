package lab.course;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BlankMethodsTest {
  private static final String WHOLE = """
      class Figure2 {
        private int term;

        // AE1. Not a method, so not one of these.
        int same() {
          return 1; // AE2
        }

        boolean vote(long term,
            long index) {
          // RV1. "Reply false if term < currentTerm (§5.1)"; PV2 is another lab's.
          if (term < this.term) return false;
          return index > 0; // RV2
        }
      }
      """;

  @Test void aMethodThatDiffersIsNamedWithTheRulesOfTheLab() {
    String blank = WHOLE.replace("    if (term < this.term) return false;\n", "");

    assertEquals(Map.of("vote", List.of("RV1", "RV2")),
        BlankMethods.of(WHOLE, blank, List.of("AE2", "RV1", "RV2")));
  }

  @Test void ofTheSameTextNoneIsBlank() {
    assertEquals(Map.of(), BlankMethods.of(WHOLE, WHOLE, List.of("RV1")));
  }
}
