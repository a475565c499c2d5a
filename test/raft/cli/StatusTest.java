package raft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import raft.Entry;
import raft.node.ClusterConfig.NodeAddress;
import raft.node.Frame.StatusReply;

/** What is shown of answers that are known, and of nodes that run. */
class StatusTest {
  private static final StatusPoll.NodeStatus LEADER =
      reply(new StatusReply("id",
      "n1", true, "leader", 12, "n1", "n1", 21, 21, 22, 18, 0, List.of("n3"),
      List.of(Entry.noOp(11), Entry.command(12, "{\"op\":\"<a>\"}"))));
  private static final StatusPoll.NodeStatus FOLLOWER =
      reply(new StatusReply("id",
      "n2", false, "follower", 12, null, null, 20, 19, 20, 0, 150, List.of(),
      List.of()));
  private static final StatusPoll.NodeStatus ABSENT =
      new StatusPoll.NodeStatus("n3", null, "connection refused");

  private static StatusPoll.NodeStatus reply(StatusReply status) {
    return new StatusPoll.NodeStatus(status.node(), status, null);
  }

  private static List<String> table(FakeTerminal terminal) {
    return new StatusTable(List.of(LEADER, FOLLOWER, ABSENT),
        terminal.terminal()).lines();
  }

  // ---- table -----------------------------------------------------------

  @Test void theTableHasANodeARow() {
    assertEquals("""
                                   voted        commit    last  last snap- elects cannot
        node healthy role     term for   leader  index applied index  shot     in reach
        n1   yes     leader     12 n1    n1         21      21    22    18      - n3
        n2   NO      follower   12 -     -          20      19    20     0 150 ms -
        n3   unreachable: connection refused""",
        String.join("\n", table(new FakeTerminal())));
  }

  @Test void rowsAreColouredOnATerminalThatShowsColours() {
    FakeTerminal screen = new FakeTerminal().screen();
    FakeTerminal noColour =
        new FakeTerminal().screen().variable("NO_COLOR", "1");
    FakeTerminal dumb = new FakeTerminal().screen().variable("TERM", "dumb");

    assertTrue(table(screen).get(2).startsWith("\u001b[1;32mn1 "));
    assertTrue(table(screen).get(4).endsWith("refused\u001b[0m"));
    assertEquals(table(new FakeTerminal()), table(noColour));
    assertEquals(table(new FakeTerminal()), table(dumb));
  }

  // ---- a terminal's height ----------------------------------------------

  @ParameterizedTest
  @CsvSource({"24, 11", "12, 11", "11, 10", "8, 10"})
  void ofTheLogsAsMuchIsShownAsThereAreRowsFor(int rows, int lines) {
    List<String> page = StatusCommand.page(
        List.of(LEADER, FOLLOWER, ABSENT), List.of(), 5, rows, new FakeTerminal().terminal());

    assertEquals(table(new FakeTerminal()), page.subList(0, 5));
    assertEquals(lines, page.size());
  }

  @Test void whatIsTooLongForATerminalIsCutAtItsEndAndCounted() {
    List<String> page = List.of("1", "2", "3", "4");

    assertEquals(page, Screen.cut(page, 4));
    assertEquals(List.of("1", "2", "(no room for 2 more)"),
        Screen.cut(page, 3));
    assertEquals(List.of("1"), Screen.cut(page, 1));
  }

  @ParameterizedTest
  @CsvSource({"24 80, 24", "0 0, 2147483647", "'', 2147483647"})
  void aTerminalsHeightIsTheFirstNumberOfItsSize(String size, int rows) {
    assertEquals(rows, Screen.rows(size));
  }

  // ---- JSON ------------------------------------------------------------

  @Test void aNodeThatAnswersIsAnObject() {
    assertEquals("""
        {"node":"n1","healthy":true,"role":"leader","term":12,\
        "votedFor":"n1","leader":"n1","commitIndex":21,"lastApplied":21,\
        "lastIndex":22,"snapshotIndex":18,"electionMillis":0,\
        "unreachable":["n3"],"votes":null,"members":null}""",
        StatusJson.line(LEADER, false));
  }

  @Test void aNodeThatDoesNotHasTheSameFieldsAndAReason() {
    assertEquals("""
        {"node":"n3","healthy":false,"role":null,"term":null,\
        "votedFor":null,"leader":null,"commitIndex":null,"lastApplied":null,\
        "lastIndex":null,"snapshotIndex":null,"electionMillis":null,\
        "unreachable":null,"votes":null,"members":null,\
        "why":"connection refused"}""",
        StatusJson.line(ABSENT, true));
  }

  @Test void theLogIsNewestFirst() {
    JsonObject json = JsonParser.parseString(StatusJson.line(LEADER, true))
        .getAsJsonObject();

    assertEquals("""
        [{"index":22,"term":12,"applied":false,"command":{"op":"<a>"}},\
        {"index":21,"term":11,"applied":true,"command":null}]""",
        json.get("log").toString());
    assertEquals(List.of("  22 t12 {\"op\":\"<a>\"}", "* 21 t11 no-op"),
        LogLines.newestFirst(LEADER.status()));
  }

  // ---- screen ----------------------------------------------------------

  @Test void aTerminalIsRedrawnInPlaceWithoutClearingIt() {
    FakeTerminal terminal = new FakeTerminal().screen();
    Screen screen = new Screen(terminal.terminal());

    screen.show(List.of("a", "b"));
    String first = terminal.out();
    screen.show(List.of("c"));

    assertEquals("\u001b[2J\u001b[Ha\u001b[K\nb\u001b[K\n\u001b[J", first);
    assertEquals("\u001b[Hc\u001b[K\n\u001b[J",
        terminal.out().substring(first.length()));
  }

  @Test void aFileIsAppendedTo() {
    FakeTerminal terminal = new FakeTerminal();
    Screen screen = new Screen(terminal.terminal());

    screen.show(List.of("a", "b"));
    screen.show(List.of("c"));

    assertEquals("a\nb\n\nc\n", terminal.out());
  }

  @Test void whoWatchesIsLeftAloneWhenNobodyReadsAnyMore() throws Exception {
    try (ThreeNodes down = ThreeNodes.down()) {
      Terminal terminal = new FakeTerminal().terminal();
      terminal.out().close();

      Arguments arguments = Arguments.parse(List.of("--watch", "--config",
          down.file().toString()), new StatusCommand().allOptions(),
          terminal.environment());
      assertEquals(Exit.DONE, new StatusCommand().run(arguments, terminal));
    }
  }

  // ---- nodes that run --------------------------------------------------

  @Test void aFrozenNodeDelaysNobodyLongAndIsSaidToBeUnreachable() {
    try (ThreeNodes nodes = ThreeNodes.ledByN1()) {
      nodes.pause("n2");
      long begun = System.nanoTime();

      Ended table = nodes.raft("status", "--timeout", "200");

      long millis = (System.nanoTime() - begun) / 1_000_000;
      assertTrue(millis < 2000, millis + " ms");
      assertEquals(Exit.DONE, table.status());
      List<String> rows = table.out().lines().toList();
      assertTrue(rows.get(2).startsWith("n1   yes     leader"));
      assertEquals("n2   unreachable: no answer in time", rows.get(3));
      assertTrue(rows.get(4).startsWith("n3   yes     follower"));
    }
  }

  @Test void theEndOfEachLogIsShownOnRequest() {
    try (ThreeNodes nodes = ThreeNodes.ledByN1()) {
      nodes.raft("put", "x", "1", "--client", "me", "--serial", "1");
      nodes.cluster().await("everybody to apply it", () -> nodes.byId().values()
          .stream().allMatch(node -> node.status().lastApplied() == 2));

      Ended table = nodes.raft("status", "--log", "1");
      Ended json = nodes.raft("status", "--json", "--log", "1");

      String entry = " 2 t%d {\"client\":\"me\",\"serial\":1,\"op\":\"put\","
          .formatted(nodes.cluster().node("n1").status().term());
      assertTrue(table.out().contains(
          "n1, newest first, * applied:\n*" + entry), table.out());
      assertFalse(table.out().contains("no-op"));
      assertEquals(3, json.out().lines().filter(line -> line.contains(
          "\"command\":{\"client\":\"me\"")).count());
    }
  }

  @Test void aNodeThatHasMovedIsAskedWhereTheMembersSayItIs(
      @TempDir Path directory) throws Exception {
    try (ThreeNodes nodes = ThreeNodes.ledByN1()) {
      String there = NodeAddress.text(nodes.config().node("n3").client());
      Path old = Files.writeString(directory.resolve("old.json"),
          Files.readString(nodes.file()).replace(there, "127.0.0.1:1"));

      Ended table = nodes.raft("status", "--config", old.toString());

      List<String> rows = table.out().lines().toList();
      assertEquals(5, rows.size(), table.out());
      assertTrue(rows.get(4).startsWith("n3   yes     follower"), table.out());
    }
  }

  @Test void theStatusIs3IfNoNodeAnswers() {
    try (ThreeNodes down = ThreeNodes.down()) {
      assertEquals(Exit.NOTHING_DONE, down.raft("status").status());
      assertEquals(Exit.NOTHING_DONE, down.raft("status", "--json").status());
    }
  }
}
