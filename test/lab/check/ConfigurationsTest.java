package lab.check;

import static lab.check.Cast.assertBreaks;

import java.util.List;
import org.junit.jupiter.api.Test;
import raft.Configuration;
import raft.Entry;
import raft.Outcome;
import raft.Role;

class ConfigurationsTest {
  private static final String JOINT = "n1 n2 n3 -> n3 n4";
  private final Cast cast = new Cast();
  private final CommittedEntries committed = new CommittedEntries(Cast.ALL);
  private final Configurations checker = new Configurations(cast, committed);

  private static Entry entry(String members) {
    return Entry.configuration(1, Configuration.of(members));
  }

  private void append(Actor node, long index, String members) {
    checker.appended(node, index, entry(members));
  }

  private void commit(String members) {
    committed.add(entry(members), 1, new Fact(0, "commits %s", members));
    checker.changed(cast.n1);
  }

  @Test void theInitialOneCountsUntilAnotherIsInTheLog() {
    checker.uses(cast.n1);
    append(cast.n1, 1, JOINT);

    assertBreaks(Property.LATEST_IN_USE, "in the log of n1 is [" + JOINT + "]",
        "n1 has [n1 n2 n3] in use", () -> checker.uses(cast.n1));
  }

  @Test void whatWasDeletedCountsNoMore() {
    append(cast.n1, 1, JOINT);
    checker.deleted(cast.n1, 1, List.of(entry(JOINT)));

    checker.uses(cast.n1);

    assertBreaks(Property.LATEST_IN_USE, "in the log of n1 is [n1 n2 n3]",
        "n1 has [" + JOINT + "] in use",
        () -> checker.uses(cast.n1.uses(JOINT)));
  }

  @Test void membersMayOnlyChangeByWayOfBoth() {
    commit(JOINT);
    commit("n3 n4");

    assertBreaks(Property.ONE_DECIDES, "the members were [n3 n4]",
        "commits n3 n4 n5", () -> commit("n3 n4 n5"));
  }

  @Test void afterBothComeTheNewOnesAndNoOthers() {
    commit(JOINT);

    assertBreaks(Property.ONE_DECIDES, "the members were [" + JOINT + "]",
        "commits n1 n2 n3", () -> commit("n1 n2 n3"));
  }

  @Test void whatIsToldToBeThereMustBeCommitted() {
    commit(JOINT);

    assertBreaks(Property.CHANGE_IS_TOLD, "no server has committed [n3 n4]",
        "n1 says of a change to [n3 n4]", () -> checker.changed(cast.n1,
            Configuration.of("n3 n4"), 0, new Outcome.Applied("n3 n4")));
  }

  @Test void whatWasRefusedWasNeverBegun() {
    cast.event(7);
    append(cast.n1.becomes(Role.LEADER, 1), 1, JOINT);
    Outcome refused = new Outcome.Refused("no", null);
    Configuration to = Configuration.of("n4 n3");

    checker.changed(cast.n1, to, 8, refused); // another wish, long ago

    assertBreaks(Property.CHANGE_IS_TOLD, "n1 appends, at 1", "n1 says of a",
        () -> checker.changed(cast.n1, to, 7, refused));
  }
}
