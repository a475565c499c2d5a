package lab.cli;

import static lab.cli.ChurnChanger.ChangeOutcome.DONE;
import static lab.cli.ChurnChanger.ChangeOutcome.REFUSED;
import static lab.cli.ChurnChanger.ChangeOutcome.UNKNOWN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** From which members a change may have begun. */
class ChurnMembersTest {
  private static final List<String> A = List.of("n1", "n2", "n3");
  private static final List<String> B = List.of("n4", "n5", "n6");
  private static final List<String> C = List.of("n3", "n4", "n5");

  private final ChurnMembers members = new ChurnMembers(A);

  private void wrong(String... violations) {
    assertEquals(List.of(violations), members.violations());
  }

  @Test void aChangeBeginsWhereTheLastOneLed() {
    members.changed(A, B, DONE);
    members.changed(B, C, DONE);

    wrong();
  }

  @Test void whatWasDoneMayNotBeForgotten() {
    members.changed(A, B, DONE);
    members.changed(A, C, DONE);

    wrong("the members were changed from [n1, n2, n3] to [n3, n4, n5], but they"
        + " could only be one of [[n4, n5, n6]]");
  }

  @Test void whatWasRefusedMayNotHaveBeenMade() {
    members.changed(A, B, REFUSED);
    members.changed(B, C, DONE);

    wrong("the members were changed from [n4, n5, n6] to [n3, n4, n5], but they"
        + " could only be one of [[n1, n2, n3]]");
  }

  @Test void whatIsUnknownMayHaveBeenMadeOrNot() {
    members.changed(A, B, UNKNOWN);
    members.changed(B, C, UNKNOWN);
    members.changed(C, A, DONE);
    members.changed(A, B, UNKNOWN);
    members.changed(A, C, DONE);

    wrong();
  }

  @Test void askedForAgainItIsDoneThoughItBeganElsewhere() {
    members.changed(A, B, UNKNOWN);
    members.changed(C, B, DONE);

    wrong();
  }
}
