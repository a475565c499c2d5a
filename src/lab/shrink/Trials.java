package lab.shrink;

import java.util.List;
import lab.script.Attempt;

/**
 * Tries schedules, and keeps the best one that still shows the violation. Its
 * patience is counted in commands, not in seconds, so that the same run is
 * shrunk to the same schedule on every machine.
 */
final class Trials {
  private final Quarry quarry;
  private long patience; // commands to perform
  private List<String> best;

  /**
   * @param patience how many commands may be performed
   * @param first    shows the violation, if {@link #keeps}
   */
  Trials(Quarry quarry, long patience, List<String> first) {
    this.quarry = quarry;
    this.patience = patience;
    best = List.copyOf(first);
  }

  /** The best so far. */
  List<String> best() {
    return best;
  }

  boolean isOver() {
    return patience <= 0;
  }

  /** Whether this shows it too; then what of it could be done is the best. */
  boolean keeps(List<String> candidate) {
    if (isOver()) return false;
    Attempt attempt = attempt(candidate);
    if (!quarry.isShownBy(attempt.violation())) return false;
    if (attempt.done().size() < candidate.size()) {
      attempt = attempt(attempt.done()); // was nothing half done?
      if (!quarry.isShownBy(attempt.violation())) return false;
    }
    best = attempt.done();
    return true;
  }

  private Attempt attempt(List<String> candidate) {
    patience -= candidate.size();
    return Attempt.of(candidate);
  }
}
