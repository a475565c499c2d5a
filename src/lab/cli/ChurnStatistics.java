package lab.cli;

import java.util.EnumMap;
import java.util.Map;

/** What has happened in a churn so far. Its monitor guards the fields. */
final class ChurnStatistics {
  private long appends;
  private long reads;
  private long unanswered;
  private long transfers;
  private long transfersTried;
  private long retries;
  private long kills;
  private long freezes;
  private final Map<ChurnChanger.ChangeOutcome, Integer> changes =
      new EnumMap<>(ChurnChanger.ChangeOutcome.class);
  private long lastServed; // by System.nanoTime(); 0 before the first time
  private long longestGap;

  /** An append was acknowledged. */
  synchronized void append() {
    appends++;
    served();
  }

  /** A read was answered. */
  synchronized void read() {
    reads++;
    served();
  }

  /** A read was not answered in time. */
  synchronized void unanswered() {
    unanswered++;
  }

  /** A leader was to hand over, and did or did not. */
  synchronized void transfer(boolean done) {
    transfersTried++;
    if (done) transfers++;
  }

  private void served() {
    long now = System.nanoTime();
    if (lastServed != 0) longestGap = Math.max(longestGap, now - lastServed);
    lastServed = now;
  }

  /** It is not known what became of a call, so it is made again. */
  synchronized void retry() {
    retries++;
  }

  synchronized void fault(ChurnSchedule.PlannedFault fault) {
    if (fault.freeze()) freezes++;
    else kills++;
  }

  /** A change of the members was asked for. */
  synchronized void change(ChurnChanger.ChangeOutcome outcome) {
    changes.merge(outcome, 1, Integer::sum);
  }

  /** For a line each second. */
  synchronized String brief() {
    return "%6d appends, longest gap %4d ms".formatted(appends,
        longestGap / 1_000_000);
  }

  /** How many changes ended how; nothing if none was asked for. */
  private String ofChanges() {
    if (changes.isEmpty()) return "";
    return " members: %d changes done, %d refused, %d unknown,".formatted(
        changes.getOrDefault(ChurnChanger.ChangeOutcome.DONE, 0),
        changes.getOrDefault(ChurnChanger.ChangeOutcome.REFUSED, 0),
        changes.getOrDefault(ChurnChanger.ChangeOutcome.UNKNOWN, 0));
  }

  private String ofTransfers() {
    return transfersTried == 0 ? "" : " %d of %d transfers done,".formatted(
        transfers, transfersTried);
  }

  /** For the end. The gap is a time in which no client was served. */
  @Override public synchronized String toString() {
    return ("%d appends (%d retries) and %d reads (%d without an answer), %d"
        + " kills, %d freezes,").formatted(appends, retries, reads, unanswered,
        kills, freezes) + ofTransfers() + ofChanges() + " longest gap "
        + longestGap / 1_000_000 + " ms";
  }
}
