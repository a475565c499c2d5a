package lab.shrink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ServersTest {
  private static final List<String> FIVE = List.of("nodes 5",
      "elect s4 term 1 by s1 s2", "exchange s4 -> s2", "crash s5");

  @Test void areAsManyAsIsSaidOrElseThree() {
    assertEquals(5, Servers.count(FIVE));
    assertEquals(3, Servers.count(List.of("timeout s1")));
  }

  @Test void withoutOneThoseBehindItMoveUpAndItsCommandsGo() {
    List<String> four = Servers.without(5, FIVE);
    List<String> rest = Servers.without(2, FIVE);

    assertEquals(List.of("nodes 4", "elect s4 term 1 by s1 s2",
        "exchange s4 -> s2"), four);
    assertEquals(List.of("nodes 4", "crash s4"), rest);
  }

  @Test void areNumberedAsTheyAppear() {
    List<String> lines = Servers.inOrder(FIVE);

    assertEquals(List.of("nodes 5", "elect s1 term 1 by s2 s3",
        "exchange s1 -> s3", "crash s4"), lines);
  }

  @Test void aLinkIsTheSameBothWays() {
    assertEquals("s1 s3", Servers.link("deliver RequestVote s1 -> s3"));
    assertEquals("s1 s3", Servers.link("hold Reply s3 -> s1 as m13"));
  }
}
