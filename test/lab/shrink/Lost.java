package lab.shrink;

import java.util.List;
import lab.script.Attempt;

/**
 * A schedule that breaks Leader Completeness without any mistake in Raft: a
 * server forgets its entries, since its disk is wiped.
 */
final class Lost {
  static final List<String> SHORT = List.of("elect s1 term 1 by s2",
      "propose s1 x=1", "exchange s1 -> s3", "crash s1 s3", "wipe s3",
      "restart s3", "elect s2 term 2 by s3");

  private Lost() {}

  /** Trials that keep what breaks the same promise as these lines. */
  static Trials trials(long limit, List<String> lines) {
    Trials trials = new Trials(
        Trials.Target.of(Attempt.of(SHORT).violation()), limit, lines);
    if (!trials.keeps(lines)) throw new AssertionError("nothing lost");
    return trials;
  }
}
