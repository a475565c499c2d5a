package raft.node.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static raft.node.disk.StorageUnderTest.N1;
import static raft.node.disk.StorageUnderTest.line;
import static raft.node.disk.StorageUnderTest.log;
import static raft.node.disk.StorageUnderTest.put;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import raft.Configuration;
import raft.Entry;

/** Whose a data directory is, who may use it, and how it comes to be. */
class DataDirectoryTest {
  @TempDir Path temporary;
  private Path directory;

  @BeforeEach void name() {
    directory = temporary.resolve("data").resolve("n1");
  }

  private FileStorage open(Identity identity, boolean create) {
    return FileStorage.open(directory, identity, create, 1 << 20,
        new StorageDisks.Instant());
  }

  private void assertRefused(Identity identity, boolean create, String why) {
    String message = assertThrows(DataDirectoryException.class,
        () -> open(identity, create)).getMessage();

    assertTrue(message.contains(why), message);
    assertTrue(message.contains(directory.toString()), message);
  }

  // ---- new, or not -------------------------------------------------------

  @Test void aNewOneIsMadeWithAllItsParents() throws IOException {
    open(N1, true).close();

    assertEquals("{\"format\":2,\"cluster\":\"three-nodes\",\"node\":\"n1\","
        + "\"nodes\":[\"n1\",\"n2\",\"n3\"],\"application\":\"key-value\"}\n",
        Files.readString(directory.resolve("identity.json")));
    open(N1, false).close();
  }

  @Test void oneThatExistsAndIsEmptyMayBeMadeToo() throws IOException {
    Files.createDirectories(directory);

    open(N1, true).close();

    open(N1, false).close();
  }

  @Test void aMissingOneIsRefusedUnlessItIsNew() {
    assertRefused(N1, false, "is empty or missing");

    assertFalse(Files.exists(directory));
  }

  @Test void anEmptyOneIsRefusedWithTheReasonAndLeftEmpty()
      throws IOException {
    Files.createDirectories(directory);

    assertRefused(N1, false, "it might vote twice in one term");
    assertRefused(N1, false, "If n1 has never run, start it with --new");

    assertEquals(Map.of(), contents());
  }

  @Test void aNewOneIsRefusedWhereThereIsDataAlready() {
    StorageUnderTest.fill(directory, 3, List.of(line(1, 3, "a")));

    assertRefused(N1, true,
        "holds the data of n1 already: start it without --new");

    assertEquals(List.of(put(3, "a")), StorageUnderTest.savedLog(directory));
  }

  @Test void aDirectoryOfSomethingElseIsRefused() throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("thesis.tex"), "years of work");

    assertRefused(N1, true, "it has thesis.tex");

    assertEquals(Map.of("thesis.tex", "years of work"), contents());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void dataWithoutAnIdentityIsNotTakenForEmpty(boolean create)
      throws IOException {
    StorageUnderTest.fill(directory, 3, List.of(line(1, 3, "a")));
    Files.delete(directory.resolve("identity.json"));

    assertRefused(N1, create, "it has no identity.json, but it has log.jsonl");
  }

  @Test void aVoteWithoutAnIdentityIsNotTakenForEmpty() throws IOException {
    StorageUnderTest.fill(directory, 3);
    Files.delete(directory.resolve("identity.json"));

    assertRefused(N1, true, "but it has term-and-vote.json");
  }

  @Test void aFileIsRefused() throws IOException {
    Files.createDirectories(directory.getParent());
    Files.writeString(directory, "");

    assertRefused(N1, true, "is not a directory");
  }

  @Test void whatTheSystemRefusesIsSaidWithItsReason() throws IOException {
    Files.writeString(temporary.resolve("data"), "a file");

    assertRefused(N1, true, "cannot use the data directory");
  }

  // ---- interrupted while it was made -------------------------------------

  // Without --new it is refused as empty, with --new it is made as if nothing
  // had been, until the step from which on it is whole.
  @Test void aCrashWhileItIsMadeLeavesItEmptyOrWhole() {
    int step = 0;
    StorageDisks.Crashing disk;
    do {
      step++;
      directory = temporary.resolve("step" + step).resolve("n1");
      disk = new StorageDisks.Crashing();
      disk.crashAtStep(step);
      makeOnDyingDisk(disk);
      if (!Files.exists(directory.resolve("identity.json"))) {
        assertRefused(N1, false, "empty or missing");
        open(N1, true).close();
      }
      open(N1, false).close();
    } while (disk.hasCrashed());
    assertTrue(step > 10, "only " + step + " steps");
  }

  private void makeOnDyingDisk(Disk disk) {
    try {
      FileStorage.open(directory, N1, true, 1 << 20, disk).close();
    } catch (DataDirectoryException e) {
      assertTrue(e.getMessage().contains("crashed"), e.getMessage());
    }
  }

  // Else a directory given by mistake would be a voter that forgot everything.
  @Test void aFirstStartThatFailsAtAnyStepHasToBeNewAgain() throws IOException {
    int step = 0;
    StorageDisks.Crashing disk;
    do {
      step++;
      directory = temporary.resolve("step" + step).resolve("n1");
      disk = new StorageDisks.Crashing() {
        @Override void delete(Path file) throws IOException {
          Files.deleteIfExists(file); // this works: only one step failed
        }
      };
      disk.crashAtStep(step);
      makeOnDyingDisk(disk);
      assertEquals(!disk.hasCrashed(),
          Files.exists(directory.resolve("identity.json")), "step " + step);
    } while (disk.hasCrashed());
    assertTrue(step > 20, "only " + step + " steps");
  }

  @Test void whatMayNotBeLookedAtIsNotLost() throws IOException {
    Files.createDirectories(directory.getParent());
    Files.createSymbolicLink(directory, directory); // a loop: nobody gets in

    assertRefused(N1, false, "cannot use the data directory");
    String message = assertThrows(DataDirectoryException.class,
        () -> open(N1, false)).getMessage();
    assertFalse(message.contains("lost"), message);
  }

  @Test void aFileThatMayNotBeLookedAtIsNotMissing() throws IOException {
    StorageUnderTest.fill(directory, 1);
    Files.delete(log(directory));
    Files.createSymbolicLink(log(directory), log(directory));

    assertRefused(N1, false, "cannot use the data directory");
  }

  @Test void itsNameIsForcedBeforeAnythingIsStoredUnderIt() {
    StorageDisks.RecordingDisk disk = new StorageDisks.RecordingDisk();

    FileStorage.open(directory, N1, true, 1 << 20, disk).close();

    assertEquals(List.of("force directory " + temporary.getFileName(),
        "force directory data"), disk.takeSteps().subList(0, 2));
  }

  // ---- whose it is -------------------------------------------------------

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anotherNodesIsRefused(boolean create) {
    StorageUnderTest.fill(directory, 1);

    assertRefused(identity("three-nodes", "n2"), create,
        "belongs to node n1 of cluster three-nodes, and this is node n2");
  }

  @Test void anotherClustersIsRefused() {
    StorageUnderTest.fill(directory, 1);

    assertRefused(identity("five-nodes", "n1"), false,
        "and this is node n1 of cluster five-nodes");
  }

  @Test void anUnknownFormatIsRefused() throws IOException {
    StorageUnderTest.fill(directory, 1);
    Files.writeString(directory.resolve("identity.json"),
        "{\"format\":3,\"cluster\":\"three-nodes\",\"nodes\":[\"n1\"]}");

    assertRefused(N1, false, "has format 3");
  }

  // It does not say which nodes its log was agreed on with.
  @Test void theFirstFormatIsRefusedAndTheWayOutIsNamed() throws IOException {
    StorageUnderTest.fill(directory, 1);
    Files.writeString(directory.resolve("identity.json"),
        "{\"format\":1,\"cluster\":\"three-nodes\",\"node\":\"n1\"}\n");

    assertRefused(N1, false, "has format 1");
    assertRefused(N1, false, "start each with --new");
  }

  @Test void dataThatCountsOtherNodesIsRefused() throws IOException {
    StorageUnderTest.fill(directory, 1);
    Identity five = new Identity("three-nodes", "n1",
        List.of("n5", "n4", "n3", "n2", "n1"), "key-value");

    assertRefused(five, false, "counts 3 nodes (n1, n2, n3), and the"
        + " configuration lists 5 nodes (n1, n2, n3, n4, n5)");
    assertRefused(five, false, "Put the list back, for all nodes; then"
        + " nodes are added and removed while the cluster runs");
  }

  // The file says how to start a cluster; from then on the log decides.
  @Test void otherNodesAreNotRefusedOnceTheLogSaysWhoTheMembersAre() {
    try (FileStorage storage = open(N1, true)) {
      storage.start("n1 disk", position -> {}, cause -> {});
      storage.appendTermAndVote(1, null);
      storage.sync(storage.appendEntry(1, Entry.configuration(1,
          Configuration.of("n3 n4 n5"))));
    }
    Identity others = new Identity("three-nodes", "n1", List.of("n1", "n4"),
        "key-value");

    try (FileStorage storage = open(others, false)) {
      assertEquals(N1.nodes(), storage.identity().nodes(), "as it began");
    }
  }

  // It decides nothing before a log has told it who they are.
  @Test void aNodeThatCameLaterIsNotRefusedForTheNodesOfTheFile() {
    Identity later = new Identity("three-nodes", "n4", N1.nodes(),
        "key-value");
    open(later, true).close();
    Identity four = new Identity("three-nodes", "n4",
        List.of("n1", "n2", "n3", "n4"), "key-value");

    try (FileStorage storage = open(four, false)) {
      assertEquals(N1.nodes(), storage.identity().nodes(), "as it began");
    }
  }

  @Test void theOrderOfTheListMeansNothing() {
    StorageUnderTest.fill(directory, 1);

    open(new Identity("three-nodes", "n1", List.of("n3", "n1", "n2"),
        "key-value"), false).close();
  }

  @Test void dataOfAnotherApplicationIsRefused() {
    StorageUnderTest.fill(directory, 1);

    assertRefused(new Identity("three-nodes", "n1", N1.nodes(), "lines"), false,
        "holds commands for the application key-value, and the configuration"
        + " says lines");
  }

  private static Identity identity(String cluster, String node) {
    return new Identity(cluster, node, N1.nodes(), N1.application());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "{}", "{\"format\":2}", "[1]",
      "{\"format\":\"one\",\"cluster\":\"three-nodes\",\"node\":\"n1\"}",
      "{\"format\":2,\"cluster\":\"three-nodes\"}", "{\"format\":2,\"clus",
      "{\"format\":2,\"cluster\":\"three-nodes\",\"node\":\"n1\"}",
      "{\"format\":2,\"cluster\":\"three-nodes\",\"node\":\"n1\","
          + "\"nodes\":[null],\"application\":\"key-value\"}"})
  void aDamagedIdentityIsRefused(String text) throws IOException {
    StorageUnderTest.fill(directory, 1);
    Files.writeString(directory.resolve("identity.json"), text);

    assertRefused(N1, false, "is damaged");
  }

  // ---- in use ------------------------------------------------------------

  @Test void isRefusedWhileANodeInThisProcessUsesIt() {
    try (FileStorage inUse = open(N1, true)) {
      assertRefused(N1, false, "in use by a running node, in this process");
      assertNotNull(inUse.saved());
    }
    open(N1, false).close();
  }

  @Test void isRefusedUnderAnotherNameToo() throws Exception {
    try (FileStorage inUse = open(N1, true)) {
      Path link = temporary.resolve("link");
      Files.createSymbolicLink(link, directory);
      directory = link;

      assertRefused(N1, false, "in use by a running node, in this process");
      assertRefusedInAnotherProcess();
      assertNotNull(inUse.saved());
    }
  }

  @Test void closingTwiceDoesNotUnlockItForTheNextOwner() throws Exception {
    FileStorage first = open(N1, true);
    first.close();
    try (FileStorage second = open(N1, false)) {
      first.close();

      assertRefused(N1, false, "in use by a running node, in this process");
      assertRefusedInAnotherProcess();
      assertNotNull(second.saved());
    }
  }

  private void assertRefusedInAnotherProcess() throws Exception {
    DataDirectoryProcess other = DataDirectoryProcess.start(directory);
    String said = other.says();
    other.kill();

    assertTrue(said.contains("in another process"), said);
  }

  @Test void isRefusedWhileCodeOfAnotherClassLoaderUsesIt()
      throws IOException {
    open(N1, true).close();
    try (FileChannel channel = FileChannel.open(directory.resolve("lock"),
        StandardOpenOption.WRITE)) {
      assertNotNull(channel.tryLock());

      assertRefused(N1, false, "in use by a running node, in this process");
    }
    open(N1, false).close();
  }

  @Test void isRefusedWhileAnotherProcessUsesItAndFreeWhenThatIsKilled()
      throws Exception {
    open(N1, true).close();
    DataDirectoryProcess other = DataDirectoryProcess.start(directory);
    assertEquals("open", other.says());

    assertRefused(N1, false, "in use by a running node, in another process");
    other.kill();

    open(N1, false).close();
  }

  // On POSIX a process loses its lock when it closes the file anywhere.
  @Test void aSecondNodeInThisProcessDoesNotBreakTheLockOfTheFirst()
      throws Exception {
    try (FileStorage inUse = open(N1, true)) {
      assertRefused(N1, false, "in use");
      DataDirectory.inspect(directory);

      assertRefusedInAnotherProcess();
      assertNotNull(inUse.saved());
    }
  }

  // ---- looking into it ---------------------------------------------------

  @Test void lookingIntoItTellsAllAndChangesNothing() throws IOException {
    StorageUnderTest.fill(directory, 3, List.of(line(1, 3, "a")));
    Files.writeString(log(directory), "{\"torn", StandardOpenOption.APPEND);
    Map<String, String> before = contents();

    DataDirectory.Inspection found = DataDirectory.inspect(directory);

    assertEquals(N1, found.identity());
    assertEquals(new TermAndVote(3, "n1"), found.termAndVote());
    assertEquals(List.of(put(3, "a")), found.log().log());
    assertEquals("6 bytes of a torn tail at offset " + found.log().last().end()
        + " of " + log(directory), found.log().last().tornTail());
    assertEquals(List.of(), found.refusals());
    assertEquals(before, contents());
  }

  @Test void lookingIntoItIsPossibleWhileANodeUsesIt() {
    try (StorageUnderTest n1 = StorageUnderTest.start(directory)) {
      n1.storage().appendTermAndVote(7, "n2");
      n1.storage().sync(n1.append(put(7, "a")));

      DataDirectory.Inspection found = DataDirectory.inspect(directory);

      assertEquals(new TermAndVote(7, "n2"), found.termAndVote());
      assertEquals(List.of(put(7, "a")), found.log().log());
    }
  }

  @Test void lookingIntoItNamesEveryReasonNotToStart() throws IOException {
    StorageUnderTest.fill(directory, 3, List.of(line(1, 3, "a")),
        List.of(line(2, 3, "b")));
    Files.writeString(directory.resolve("term-and-vote.json"), "");
    String lines = Files.readString(log(directory));
    Files.writeString(log(directory), lines.replace("\"a\"", "\"A\""));

    DataDirectory.Inspection found = DataDirectory.inspect(directory);

    assertNull(found.termAndVote());
    assertEquals(2, found.refusals().size());
    assertTrue(found.refusals().get(0).contains("log.jsonl"));
    assertTrue(found.refusals().get(1).contains("term-and-vote.json"));
  }

  @Test void lookingIntoSomethingElseSaysSo() {
    String message = assertThrows(DataDirectoryException.class,
        () -> DataDirectory.inspect(temporary)).getMessage();

    assertTrue(message.startsWith(temporary + " is no data directory"));
  }

  private Map<String, String> contents() throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        contents.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return contents;
  }
}
