package lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is found wrong with what is there in the end. */
class ChurnAuditTest {
  // c1 appended 1, 2 and 3 to k, c2 appended 1; nobody knows about c1's 2.
  private static final List<ChurnAudit.Append> APPENDS = List.of(
      done("c1", "k", 1), new ChurnAudit.Append("c1", "k", "c1-2;", false),
      done("c1", "k", 3), done("c2", "k", 1));

  private static ChurnAudit.Append done(String client, String key,
      int number) {
    return new ChurnAudit.Append(client, key, client + "-" + number + ";",
        true);
  }

  private static List<String> violations(String value) {
    return ChurnAudit.violations(APPENDS, Map.of("k", value));
  }

  @Test void nothingIsWrongWhenAllIsThereOnceAndInOrder() {
    assertEquals(List.of(), violations("c1-1;c2-1;c1-2;c1-3;"));
  }

  @Test void anAppendThatNobodyWasToldOfMayBeMissing() {
    assertEquals(List.of(), violations("c2-1;c1-1;c1-3;"));
  }

  @Test void anAcknowledgedAppendMayNotBeMissing() {
    assertEquals(List.of("k lost c2-1; which c2 was told is there"),
        violations("c1-1;c1-2;c1-3;"));
  }

  @Test void anAcknowledgedAppendMayNotBeMissingWithItsWholeKey() {
    List<String> violations = ChurnAudit.violations(
        List.of(done("c1", "other", 1)), Map.of());

    assertEquals(List.of("other lost c1-1; which c1 was told is there"),
        violations);
  }

  @Test void noAppendMayBeThereTwice() {
    assertEquals(List.of("k holds c1-1; twice"),
        violations("c1-1;c2-1;c1-3;c1-1;"));
  }

  @Test void anUnacknowledgedAppendMayNotBeThereTwice() {
    assertEquals(List.of("k holds c1-2; twice"),
        violations("c1-1;c1-2;c1-2;c1-3;c2-1;"));
  }

  @Test void theAppendsOfAClientMustStandInItsOrder() {
    assertEquals(
        List.of("k holds c1-3; before c1-1; but c1 appended it later"),
        violations("c1-3;c1-1;c2-1;"));
  }

  @Test void nothingMayBeThereThatNobodyAppended() {
    assertEquals(List.of("k holds c9-1; which no client appended"),
        violations("c1-1;c9-1;c1-3;c2-1;"));
  }

  @Test void halfATokenIsNoToken() {
    assertEquals(List.of("k holds c1- which no client appended",
        "k lost c2-1; which c2 was told is there"),
        violations("c1-1;c1-3;c1-"));
  }

  @Test void aTokenInAnotherKeyIsLostHereAndWrongThere() {
    List<String> violations = ChurnAudit.violations(
        List.of(done("c1", "a", 1)), Map.of("b", "c1-1;"));

    assertEquals(List.of("a lost c1-1; which c1 was told is there",
        "b holds c1-1; which no client appended"), violations);
  }
}
