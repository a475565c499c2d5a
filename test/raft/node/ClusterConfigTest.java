package raft.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import raft.Settings;

/** What is wrong with a configuration is said with file, field and a hint. */
final class ClusterConfigTest {
  private static final Path SHIPPED = Path.of("configs/three-nodes.json");

  @TempDir private Path folder;

  static Stream<Path> shippedFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("configs"))) {
      return files.sorted().toList().stream();
    }
  }

  static Stream<String> fields() {
    return Stream.concat(Stream.of("cluster", "nodes"),
        ConfigField.SETTINGS.stream().map(ConfigField::name));
  }

  /** The shipped file with one thing changed. */
  private Path changed(String from, String to) throws IOException {
    String shipped = Files.readString(SHIPPED);
    assertTrue(shipped.contains(from), from + " is not in " + SHIPPED);
    return Files.writeString(folder.resolve("mine.json"),
        shipped.replace(from, to));
  }

  private static void isRefused(Path file, String reason) {
    isRefused(file, Map.of(), reason);
  }

  private static void isRefused(Path file, Map<String, String> overrides,
      String reason) {
    ConfigurationException refusal = assertThrows(ConfigurationException.class,
        () -> ClusterConfig.read(file, overrides));
    assertTrue(refusal.getMessage().startsWith(file + ": "),
        refusal.getMessage());
    assertTrue(refusal.getMessage().contains(reason), refusal.getMessage());
  }

  // ---- what is right ---------------------------------------------------

  @ParameterizedTest
  @MethodSource("shippedFiles")
  void theFilesShippedAreRightAndStayOnLoopback(Path file) {
    ClusterConfig config = ClusterConfig.read(file, Map.of());

    for (ClusterConfig.NodeAddress node : config.nodes()) {
      assertTrue(node.peer().getAddress().isLoopbackAddress());
      assertTrue(node.client().getAddress().isLoopbackAddress());
      assertTrue(node.peer().getPort() < 32_768);
      assertTrue(node.client().getPort() < 32_768);
    }
  }

  @Test void theFilesShippedHaveClustersOfTheirOwn() throws IOException {
    List<String> names = shippedFiles()
        .map(file -> ClusterConfig.read(file, Map.of()).cluster()).toList();

    assertEquals(names.size(), names.stream().distinct().count(),
        names.toString());
  }

  @Test void millisecondsBecomeTicks() {
    ClusterConfig config = ClusterConfig.read(SHIPPED, Map.of());

    assertEquals(new Settings(10, 30, 60, 1000, 1_048_576, true,
        Settings.APPLY_ENTRIES, 1 << 24, new Settings.Snapshotting(100_000,
            1 << 25, 10_000, 1 << 24, 1 << 16), Settings.Calm.ON),
        config.settings());
  }

  @Test void whatDoesNotDivideIsRoundedUp() {
    ClusterConfig config = ClusterConfig.read(SHIPPED, Map.of("tick", "40"));

    assertEquals(2, config.settings().heartbeatTicks());
    assertEquals(4, config.settings().electionTicksMin());
    assertEquals(8, config.settings().electionTicksMax());
  }

  @Test void anOverrideGoesBeforeTheFile() {
    ClusterConfig config = ClusterConfig.read(SHIPPED,
        Map.of("heartbeat", "70", "no-op", "false", "application", "lines"));

    assertEquals(70, config.heartbeat());
    assertEquals(false, config.noOp());
    assertEquals("lines", config.application());
  }

  @Test void aNodeIsFoundByItsIdOrTheOthersAreNamed() {
    ClusterConfig config = ClusterConfig.read(SHIPPED, Map.of());

    assertEquals(7102, config.node("n2").peer().getPort());
    ConfigurationException refusal = assertThrows(ConfigurationException.class,
        () -> config.node("n4"));
    assertTrue(refusal.getMessage().contains("n1, n2, n3"),
        refusal.getMessage());
  }

  // ---- what is wrong ---------------------------------------------------

  @Test void aFileThatIsNotThereIsNamed() {
    isRefused(folder.resolve("none.json"), "there is no such file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "nodes: 3", "[]", "{} {}",
      "{\"cluster\":\"a\",\"cluster\":\"b\"}"})
  void aFileThatIsNotAJsonObjectIsRefused(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("mine.json"), text);

    isRefused(file, "");
  }

  @ParameterizedTest
  @MethodSource("fields")
  void aMissingFieldIsNamed(String field) throws IOException {
    JsonObject json = JsonParser.parseString(Files.readString(SHIPPED))
        .getAsJsonObject();
    json.remove(field);
    Path file = Files.writeString(folder.resolve("mine.json"),
        json.toString());

    isRefused(file, field + " is missing");
  }

  @Test void anOverrideDoesNotStandInForAFieldThatIsMissing()
      throws IOException {
    isRefused(changed("\"tick\": 5,", ""), Map.of("tick", "5"),
        "tick is missing");
  }

  @Test void aClusterHasANameWithoutSpaces() throws IOException {
    isRefused(changed("\"cluster\": \"three-", "\"cluster\": \"three "),
        "cluster must be 1 to 40 letters, digits, - or _");
  }

  @ParameterizedTest
  @CsvSource({"heartbeet, heartbeat", "tik, tick", "maxkey, max-key",
      "election-timout-min, election-timeout-min", "noop, no-op",
      "aplication, application", "clutser, cluster", "node, nodes"})
  void anUnknownFieldIsNamedWithTheNearestRightWord(String wrong, String right)
      throws IOException {
    Path file = changed("\"" + right + "\":", "\"" + wrong + "\":");

    isRefused(file, "unknown field \"" + wrong + "\", did you mean \""
        + right + "\"?");
  }

  @ParameterizedTest
  @CsvSource({"Id, id", "per, peer", "clients, client"})
  void anUnknownFieldOfANodeIsNamedToo(String wrong, String right)
      throws IOException {
    Path file = changed("\"" + right + "\":", "\"" + wrong + "\":");

    isRefused(file, "node 1 of nodes: unknown field \"" + wrong
        + "\", did you mean \"" + right + "\"?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"50\"", "50.0", "5e1", "true", "null", "[]", "0",
      "-50", "60001", "99999999999"})
  void aNumberIsAWholeNumberInItsRange(String value) throws IOException {
    isRefused(changed("\"heartbeat\": 50", "\"heartbeat\": " + value),
        "heartbeat must be an integer from 1 to 60000, not " + value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"true\"", "1", "[]", "null"})
  void aTruthIsTrueOrFalse(String value) throws IOException {
    isRefused(changed("\"no-op\": true", "\"no-op\": " + value),
        "no-op must be true or false, not " + value);
  }

  @Test void aWrongOverrideIsNotSoughtInTheFile() {
    isRefused(SHIPPED, Map.of("heartbeat", "often"), "heartbeat must be an"
        + " integer from 1 to 60000, not \"often\"; that came from an option or"
        + " a variable");
    isRefused(SHIPPED, Map.of("no-op", "yes"), "no-op must be true or false,"
        + " not \"yes\"; that came from an option");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "\"n2\"           | \"n1\"           | node \"n1\" is named twice",
      "127.0.0.1:7102   | 127.0.0.1:7101   | is taken already",
      "127.0.0.1:7202   | 127.0.0.1:7101   | is taken already",
      "127.0.0.1:7102   | localhost:7101   | is taken already",
      "127.0.0.1:7102   | 127.0.0.1        | must be like",
      "127.0.0.1:7102   | 7102             | must be like",
      "127.0.0.1:7102   | 127.0.0.1:x      | must be like",
      "127.0.0.1:7102   | 127.0.0.1:0      | must be like",
      "127.0.0.1:7102   | 127.0.0.1:65536  | must be like",
      "127.0.0.1:7102   | 127.0.0.1:-1     | must be like",
      "\"n2\"           | \"n 2\"          | 1 to 40 letters, digits",
      "\"n2\"           | \"\"             | 1 to 40 letters, digits",
      "\"n2\"           | 2                | id must be a string"})
  void aNodeHasAnIdAndTwoAddressesOfItsOwn(String from, String to,
      String reason) throws IOException {
    isRefused(changed(from, to), reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{}", "null", "[5]", "[[]]"})
  void nodesIsAListOfNodes(String value) throws IOException {
    Path file = Files.writeString(folder.resolve("mine.json"),
        Files.readString(SHIPPED).replaceFirst("\"nodes\": \\[[^]]*\\]",
            "\"nodes\": " + value));

    isRefused(file, "nodes");
  }

  @Test void anElectionTimeoutIsWellAboveTheHeartbeat() {
    isRefused(SHIPPED, Map.of("heartbeat", "100"), "election-timeout-min"
        + " (150) must be at least twice heartbeat (100)");
  }

  @Test void theShortestTimeoutIsNotTheLongest() {
    isRefused(SHIPPED, Map.of("election-timeout-min", "301"),
        "election-timeout-min (301) must not exceed election-timeout-max"
            + " (300)");
  }

  @Test void aTickIsNotLongerThanAHeartbeat() {
    isRefused(SHIPPED, Map.of("tick", "51"),
        "tick (51) must not exceed heartbeat (50)");
  }

  @Test void aFrameHasRoomForWhatItMustCarry() {
    isRefused(SHIPPED, Map.of("max-frame", "1048576"),
        "max-frame (1048576) must be at least ");
    isRefused(SHIPPED, Map.of("batch-bytes", "8388608"),
        "max-frame (8388608) must be at least ");
    isRefused(SHIPPED, Map.of("snapshot-chunk-bytes", "1398000"),
        "max-frame (8388608) must be at least 8389000");
  }
}
