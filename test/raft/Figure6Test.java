package raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static raft.Given.server;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Figure 6: the logs of five servers, a digit for each entry, its term.
 *
 * <pre>
 *   leader     11123333
 *   followers  11123
 *              11123333
 *              11
 *              1112333
 *                    ^ committed entries: 1..7
 * </pre>
 */
class Figure6Test {

  // §5.3 "A log entry is committed once the leader that created the entry has
  // replicated it on a majority of the servers (e.g., entry 7 in Figure 6)."
  @Tag("L4")
  @Test void entriesThroughSevenAreCommitted() {
    Bench n1 = server("n1").of(5).withLog("1112").withBatches(1, 1_000)
        .leads(3);
    n1.appends("x<-2", "x<-0", "y<-7", "x<-4");
    assertEquals("11123333", n1.log());

    stores(1, "n2", n1);
    stores(4, "n3", n1);
    stores(3, "n5", n1);

    assertEquals(7, n1.commitIndex());
  }

  @Tag("L4")
  @Test void entryEightIsCommittedOnceAThirdServerStoresIt() {
    Bench n1 = server("n1").of(5).withLog("1112").withBatches(1, 1_000)
        .leads(3);
    n1.appends("x<-2", "x<-0", "y<-7", "x<-4");
    stores(4, "n3", n1);
    stores(3, "n5", n1);

    stores(1, "n5", n1);

    assertEquals(8, n1.commitIndex());
  }

  /** So many entries behind the 1112 that all but n4 hold. */
  private static void stores(int entries, String follower, Bench leader) {
    for (int i = 0; i < entries; i++) leader.isStoredBy(follower);
  }
}
