package lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

/** Which reads are out of date. */
class ChurnReadsTest {
  private final ChurnReads reads = new ChurnReads();

  @Test void aReadMustSeeWhatWasAcknowledgedBeforeItBegan() {
    reads.append("x", "a-1;");
    ChurnReads.ExpectedValue expected = reads.begin("x");

    assertNull(expected.lackOf("b-1;a-1;"));
    assertEquals("a-1;", expected.lackOf("b-1;a-11;"));
    assertEquals("a-1;", expected.lackOf(""));
  }

  @Test void whatIsAcknowledgedMeanwhileItMayMiss() {
    ChurnReads.ExpectedValue expected = reads.begin("x");
    reads.append("x", "a-1;");

    assertNull(expected.lackOf(""));
  }

  @Test void aReadMustSeeWhatAnotherHadSeenBeforeItBegan() {
    reads.end("x", "a-1;b-1;");
    reads.end("x", "a-1;"); // it began earlier
    ChurnReads.ExpectedValue expected = reads.begin("x");

    assertNull(expected.lackOf("a-1;b-1;c-1;"));
    assertEquals("what another read had seen", expected.lackOf("a-1;"));
    assertEquals("what another read had seen", expected.lackOf("b-1;a-1;"));
  }

  @Test void keysHaveNothingToDoWithEachOther() {
    reads.append("x", "a-1;");
    reads.end("x", "a-1;");

    assertNull(reads.begin("y").lackOf(""));
  }
}
