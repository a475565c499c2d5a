package raft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import raft.Role;
import raft.node.Node;
import raft.node.TracePrinter;

/** Words typed at the terminal of three nodes, and at that of one of them. */
class ConsoleTest {
  private static ThreeNodes nodes;

  private final FakeTerminal terminal = new FakeTerminal();
  private TracePrinter printer;
  private Console ofAll;
  private Console ofN2;

  @BeforeAll static void start() {
    nodes = ThreeNodes.ledByN1();
  }

  @AfterAll static void stop() {
    nodes.close();
  }

  @BeforeEach void open() {
    printer = new TracePrinter("test", TracePrinter.Level.OFF,
        new TraceLines(terminal.terminal()));
    ofAll = new Console(nodes.config(), nodes.byId(), printer,
        terminal.terminal());
    ofN2 = new Console(nodes.config(), Map.of("n2", node("n2")), printer,
        terminal.terminal());
  }

  @AfterEach void heal() {
    nodes.resumeAll();
    nodes.byId().values().forEach(node -> node.faults().heal());
    printer.close();
  }

  private static Node node(String id) {
    return nodes.cluster().node(id);
  }

  // ---- looking ---------------------------------------------------------

  @Test void statusShowsTheNodesAddressed() {
    ofAll.obey("status");
    assertEquals(5, terminal.out().lines().count());

    ofAll.obey("n2 status");
    ofN2.obey("status");
    ofN2.obey("n2 status");

    List<String> lines = terminal.out().lines().toList();
    for (int row : List.of(7, 10, 13)) {
      assertTrue(lines.get(row).startsWith("n2 "), lines.get(row));
    }
  }

  @Test void logShowsTheNewestEntries() {
    ofN2.obey("log 1");
    ofN2.obey("log");

    assertTrue(terminal.out().contains(" t" + node("n2").status().term()));
  }

  @Test void snapshotTakesOneOfWhatIsApplied() {
    nodes.cluster().await("something to be applied", () ->
        node("n2").status().lastApplied() > 0);

    ofAll.obey("n2 snapshot");

    nodes.cluster().await("the snapshot", () -> terminal.err().contains(
        "n2 has a snapshot of 1.."));
    assertFalse(terminal.err().contains("n1 has a snapshot"));
  }

  // ---- doing -----------------------------------------------------------

  @Test void pauseIsForOneNodeAndResumeForAll() {
    ofAll.obey("pause");
    assertFalse(node("n2").faults().isPaused());
    ofAll.obey("n2 pause");
    assertTrue(node("n2").faults().isPaused());
    ofAll.obey("status");
    assertTrue(terminal.out().endsWith("n2 is paused\n"));

    ofAll.obey("resume");

    assertFalse(node("n2").faults().isPaused());
  }

  @Test void timeoutAsksForVotesUnlessTheNodeLeads() {
    String leader = nodes.cluster().leader();
    String follower = leader.equals("n2") ? "n3" : "n2";
    nodes.cluster().await("it to hear its leader",
        () -> leader.equals(node(follower).status().leader()));
    long term = node(leader).status().term();
    ofAll.obey(leader + " timeout");
    assertTrue(terminal.err().contains(leader + " leads"));

    ofAll.obey(follower + " timeout");

    assertTrue(terminal.err().contains(follower + " asks for votes, and the"
        + " others refuse while they hear " + leader + " (PV2, MC6)"));
    assertEquals(term, node(leader).status().term());
  }

  @Test void aCutNodeHearsNothingUntilItIsHealed() {
    String leader = nodes.cluster().leader();
    List<String> others = Stream.of("n1", "n2", "n3")
        .filter(id -> !id.equals(leader)).toList();
    others.forEach(other -> ofAll.obey("cut " + leader + " " + other));

    nodes.cluster().await("the others to elect one of them", () -> others
        .stream().anyMatch(id -> node(id).status().role() == Role.LEADER));
    assertEquals(leader, node(leader).status().leader());

    ofAll.obey("heal");
    assertNotEquals(leader, nodes.cluster().leader());
  }

  @Test void traceChangesWhatIsShown() {
    ofN2.obey("trace messages");
    assertTrue(printer.isOn());

    ofN2.obey("trace off");

    assertFalse(printer.isOn());
  }

  // ---- nonsense --------------------------------------------------------

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      pasue        | did you mean pause?
      n2           | what shall it do?
      n2 n3 status | there is no word n3
      log ten      | log wants a number from 0 to 1000, not ten
      log -1       | log wants a number from 0 to 1000, not -1
      slow n2      | slow needs more than that
      slow n2 now  | slow wants a number
      slow n9 5    | it has n1, n2, n3
      slow n1 5    | only n2 runs here: type that where n1 does
      cut n1       | cut needs more than that
      cut n1 n9    | it has n1, n2, n3
      cut n1 n3    | only n2 runs here: type that where n1 or n3 does
      trace loud   | off, changes, messages or json
      """)
  void whatCannotBeUnderstoodIsSaidAndIgnored(String line, String complaint) {
    ofN2.obey(line);

    assertEquals("", terminal.out());
    assertTrue(terminal.err().contains(complaint), terminal.err());
  }

  @Test void anEmptyLineIsNothing() {
    ofN2.obey(" ");

    assertEquals("", terminal.out() + terminal.err());
  }

  @Test void whatWasPastedCannotMoveTheCursor() {
    ofN2.obey("\u001b[2J\u0007");

    assertTrue(terminal.err().startsWith("there is no word ?[2J?;"));
  }
}
