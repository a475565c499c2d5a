package raft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import raft.Configuration;
import raft.SnapshotMetadata;
import raft.client.KvClient;
import raft.node.Cluster;
import raft.node.Node;
import raft.node.TracePrinter;
import raft.node.disk.DataDirectory;
import raft.node.disk.FileStorage;
import raft.node.disk.Identity;

/** A data directory as a node left it, and as a disk may have spoilt it. */
class LogCommandTest {
  @TempDir Path folder;
  private Path log;

  /** A node that has elected itself, and was told to put 1 and then 2. */
  @BeforeEach void aNodeHasRun() throws IOException {
    Path data = folder.resolve("n1");
    log = data.resolve("log.jsonl");
    try (Cluster one = Cluster.down(1, Map.of(), null);
        TracePrinter printer = new TracePrinter("test", TracePrinter.Level.OFF,
            new TraceLines(new FakeTerminal().terminal()));
        Node node = Node.start(one.config(), "n1", data, true,
            NodeProcess.application(one.config()), printer);
        KvClient client = new KvClient(one.config(), 15_000, "me", 1)) {
      node.timeout();
      one.await("its no-op, in a batch of its own",
          () -> node.status().commitIndex() == 1);
      client.put("x", "1");
      client.put("x", "2");
    }
  }

  private Ended log(String directory) {
    return new FakeTerminal().raft("log", directory, "--data",
        folder.toString());
  }

  @Test void aLogThatCannotBeShownOnAFullDiskIsNotPassedOverInSilence() {
    Ended ended = new FakeTerminal().full().raft("log", "n1",
        "--data", folder.toString());

    assertEquals(Exit.UNWRITTEN, ended.status(), ended.err());
  }

  @Test void showsWhatIsThereInTheOrderOfTheFile() throws IOException {
    Ended ended = log("n1");

    List<String> lines = ended.out().lines().toList();
    assertEquals(Exit.DONE, ended.status());
    assertEquals(folder + "/n1 belongs to node n1 of cluster test, one of n1,"
        + " and holds commands for key-value", lines.get(0));
    assertTrue(lines.get(1).matches("currentTerm \\d+, votedFor n1"));
    assertEquals(log + ": 3 entries, 4 batches, " + Files.size(log) + " bytes",
        lines.get(2));
    assertEquals("       0  batch", lines.get(4));
    assertTrue(lines.get(10).matches(" *" + offsetOf("\"2\"") + "    3 t\\d+"
        + " .*\"serial\":2,\"op\":\"put\",\"key\":\"x\",\"value\":\"2\"}"));
    assertEquals("", ended.err());
  }

  /** Where the line begins that holds this. */
  private long offsetOf(String text) throws IOException {
    String all = Files.readString(log);
    return all.lastIndexOf('\n', all.indexOf(text)) + 1;
  }

  private void snapshotUpTo2() throws IOException {
    Configuration servers = new Configuration(List.of("n1"));
    long term = DataDirectory.inspect(folder.resolve("n1")).termAndVote()
        .currentTerm();
    try (FileStorage files = FileStorage.open(folder.resolve("n1"),
        new Identity("test", "n1", List.of("n1"), "key-value"), false, 1000)) {
      files.snapshots().save(new SnapshotMetadata(2, term, servers),
          List.of("{\"key\":\"x\"}", "{\"key\":\"y\"}").iterator());
    }
  }

  @Test void showsTheSnapshotAndTheLogAfterIt() throws IOException {
    snapshotUpTo2();
    Path snapshot = folder.resolve("n1/snapshot-2.jsonl");

    Ended ended = log("n1");

    assertEquals(Exit.DONE, ended.status(), ended.err());
    List<String> lines = ended.out().lines().toList();
    assertTrue(lines.get(2).matches(snapshot + ": a snapshot up to entry 2, of"
        + " term \\d+, with the servers n1; begun at [-0-9]+T[:0-9]+Z; 2 lines"
        + " of state, " + Files.size(snapshot) + " bytes"), lines.get(2));
    assertTrue(lines.get(3).startsWith(log + ": 1 entries, "));
    assertEquals(1, lines.stream().filter(line -> line.matches(
        " *\\d+    \\d+ t\\d+ .*")).count(), ended.out());
    assertTrue(lines.get(lines.size() - 1).contains("    3 t"), ended.out());
  }

  @Test void aDamagedSnapshotIsADefiniteNoAndTheLogIsStillShown()
      throws IOException {
    snapshotUpTo2();
    Path snapshot = folder.resolve("n1/snapshot-2.jsonl");
    String text = Files.readString(snapshot);
    Files.writeString(snapshot, text.replace("\"y\"", "\"z\""));

    Ended ended = log("n1");

    assertEquals(Exit.NO, ended.status());
    assertTrue(ended.out().contains("1 entries"), ended.out());
    assertTrue(ended.err().contains(snapshot + ": the line at offset "
        + text.indexOf("{\"key\":\"y\"")), ended.err());
  }

  @Test void takesADirectoryAsWellAsAnId() {
    assertEquals(log("n1"), log(folder.resolve("n1").toString()));
  }

  @Test void aTornTailIsNoHarm() throws IOException {
    long size = Files.size(log);
    Files.writeString(log, "{\"forced\":9", StandardOpenOption.APPEND);

    Ended ended = log("n1");

    assertEquals(Exit.DONE, ended.status());
    assertTrue(ended.err().contains(
        "11 bytes of a torn tail at offset " + size), ended.err());
  }

  @Test void rotIsADefiniteNoAndSaysWhereAndWhatToDo() throws IOException {
    byte[] bytes = Files.readAllBytes(log);
    int rotten = new String(bytes, StandardCharsets.UTF_8).indexOf("\"1\"");
    bytes[rotten + 1] = '7';
    Files.write(log, bytes);

    Ended ended = log("n1");

    assertEquals(Exit.NO, ended.status());
    assertTrue(ended.err().contains("the line at offset " + offsetOf("\"7\"")));
    assertTrue(ended.err().contains("Keep this node stopped"));
  }

  @Test void aValueThatGotLongerIsADefiniteNoToo() throws IOException {
    String text = Files.readString(log);
    Files.writeString(log, text.replace("\"value\":\"1\"", "\"value\":\"10\""));

    Ended ended = log("n1");

    assertEquals(Exit.NO, ended.status());
    assertTrue(ended.err().contains("is damaged, and was whole when a later"
        + " batch was written"), ended.err());
  }

  @Test void aDamagedIdentityIsADefiniteNoAndTheRestIsStillShown()
      throws IOException {
    Files.writeString(folder.resolve("n1/identity.json"), "{");

    Ended ended = log("n1");

    assertEquals(Exit.NO, ended.status());
    assertTrue(ended.out().contains("n1: nobody knows whose this is"));
    assertTrue(ended.out().contains("3 entries"));
    assertTrue(ended.err().contains("identity.json is damaged"), ended.err());
  }

  @Test void withoutTermAndVoteTheRestIsStillShown() throws IOException {
    Files.delete(folder.resolve("n1/term-and-vote.json"));

    Ended ended = log("n1");

    assertEquals(Exit.NO, ended.status());
    assertTrue(ended.out().contains("term and vote cannot be read"));
    assertTrue(ended.out().contains("3 entries"));
    assertTrue(ended.err().contains("term-and-vote.json is missing"));
  }
}
