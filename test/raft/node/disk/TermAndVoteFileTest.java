package raft.node.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static raft.node.disk.StorageUnderTest.line;
import static raft.node.disk.StorageUnderTest.put;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import raft.Storage;

/** term-and-vote.json: always the old one or the new one. */
class TermAndVoteFileTest {
  private static final TermAndVote OLD = new TermAndVote(4, "n3");
  private static final TermAndVote NEW = new TermAndVote(5, null);

  @TempDir Path temporary;
  private Path directory;
  private Path file;

  @BeforeEach void name() {
    directory = temporary.resolve("n1");
    file = directory.resolve("term-and-vote.json");
  }

  @Test void aPersonCanReadIt() throws IOException {
    save(new TermAndVote(5, "n1"));

    String text = Files.readString(file);

    assertEquals("{\"currentTerm\":5,\"votedFor\":\"n1\","
        + "\"checksum\":3306819468}\n", text);
  }

  @ParameterizedTest
  @CsvSource(nullValues = "null", value = {"0,null", "1,n1", "5,null",
      "9007199254740992,n2", "9007199254740991,a \"quoted\" <\uD83D\uDE00>"})
  void isReadBackAsItWasSaved(long currentTerm, String votedFor)
      throws IOException {
    save(new TermAndVote(currentTerm, votedFor));

    TermAndVote read = TermAndVoteFile.read(file);

    assertEquals(new TermAndVote(currentTerm, votedFor), read);
  }

  private void save(TermAndVote termAndVote) throws IOException {
    Files.createDirectories(directory);
    TermAndVoteFile.create(file, termAndVote, new StorageDisks.Instant());
  }

  // ---- every crash point -------------------------------------------------

  // Steps: write the temporary file, force it, give the old one a second name,
  // move the new one, force the directory.
  @Tag("P2")
  @ParameterizedTest
  @CsvSource({"1,4", "2,4", "3,4", "4,4", "5,5", "6,5"})
  void aCrashAtAnyStepLeavesTheOldOneOrTheNewOne(int step, long expected) {
    StorageUnderTest.fill(directory, OLD.currentTerm());
    StorageDisks.Crashing disk = new StorageDisks.Crashing();

    try (StorageUnderTest n1 = StorageUnderTest.start(directory, disk)) {
      disk.crashAtStep(step);
      n1.storage().appendTermAndVote(NEW.currentTerm(), NEW.votedFor());
    }

    assertEquals(step < 6, disk.hasCrashed());
    assertEquals(expected, StorageUnderTest.saved(directory).currentTerm());
    assertGoesOn(expected);
  }

  @Tag("P2")
  @Test void atWhicheverByteTheTemporaryFileEndsItIsNotBelieved()
      throws IOException {
    StorageUnderTest.fill(directory, NEW.currentTerm());
    byte[] whole = Files.readAllBytes(file);
    save(OLD);

    for (int length = 0; length <= whole.length; length++) {
      Files.write(directory.resolve("term-and-vote.json.temporary"),
          Arrays.copyOf(whole, length));
      Storage.Saved saved = StorageUnderTest.saved(directory);

      assertEquals(OLD.currentTerm(), saved.currentTerm());
      assertEquals(OLD.votedFor(), saved.votedFor());
    }
    assertGoesOn(OLD.currentTerm());
  }

  private void assertGoesOn(long term) {
    try (StorageUnderTest n1 = StorageUnderTest.start(directory)) {
      n1.storage().sync(n1.storage().appendTermAndVote(term + 1, "n2"));
    }
    Storage.Saved saved = StorageUnderTest.saved(directory);
    assertEquals(term + 1, saved.currentTerm());
    assertEquals("n2", saved.votedFor());
  }

  // The steps are those above, then: write a batch of the log, force it.
  @Tag("P1")
  @Test void noEntryIsEverOnDiskWithoutItsTerm() {
    Set<String> seen = new TreeSet<>();
    for (int step = 1; step <= 7; step++) {
      for (double part : new double[] {0, 0.3, 0.6, 0.9, 1}) {
        Path each = temporary.resolve(step + "-" + part);
        StorageUnderTest.fill(each, 4, List.of(line(1, 4, "a")));

        crashInBatch(each, step, part);

        Storage.Saved saved = StorageUnderTest.saved(each);
        seen.add(saved.currentTerm() + ":" + saved.entries().size());
        assertEquals(put(4, "a"), saved.entries().get(0));
      }
    }
    assertEquals(Set.of("4:1", "5:1", "5:2", "5:3"), seen);
  }

  private static void crashInBatch(Path directory, int step, double part) {
    StorageDisks.Crashing disk = new StorageDisks.Crashing();
    disk.writing(part);
    FileStorage storage = StorageUnderTest.open(directory, disk);
    disk.crashAtStep(step);
    storage.appendTermAndVote(5, "n2");
    storage.appendEntry(2, put(5, "b"));
    storage.appendEntry(3, put(5, "c"));
    storage.close();
  }

  // ---- damage ------------------------------------------------------------

  @Tag("P2")
  @Test void aBitThatFlipsAnywhereIsRefused() throws IOException {
    save(OLD);
    byte[] sound = Files.readAllBytes(file);

    for (int bit = 0; bit < sound.length * 8; bit++) {
      byte[] rotten = sound.clone();
      rotten[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(file, rotten);

      assertRefused("is damaged");
    }
  }

  @Tag("P2")
  @Test void aFileCutAnywhereIsRefused() throws IOException {
    save(OLD);
    byte[] sound = Files.readAllBytes(file);

    for (int length = 0; length < sound.length; length++) {
      Files.write(file, Arrays.copyOf(sound, length));

      assertRefused("is damaged");
    }
  }

  @Tag("P2")
  @ParameterizedTest
  @ValueSource(strings = {"{\"currentTerm\":5,\"votedFor\":\"n1\"}\n",
      "{\"currentTerm\":5,\"votedFor\":\"n1\",\"checksum\":3306819468}\nmore"})
  void whatNoServerWritesIsRefused(String text) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(file, text);

    assertRefused("is damaged");
  }

  @Tag("P2")
  @ParameterizedTest
  @ValueSource(strings = {"1152921504606846977", "9223372036854775807",
      "9223372036854775808", "99999999999999999999"})
  void aTermThatNoServerReachesIsRefused(String term) throws IOException {
    Files.createDirectories(directory);
    Line.Writer line = new Line.Writer()
        .text("{\"currentTerm\":" + term + ",\"votedFor\":null");
    line.endLine();
    ByteBuffer bytes = line.take();
    Files.write(file, Arrays.copyOf(bytes.array(), bytes.limit()));

    assertRefused("says, at offset 0, term ");
  }

  // ---- descriptors ---------------------------------------------------------

  // At the limit two of three nodes would end with the next election.
  @Test void aTermIsSavedWhenTheProcessHasNoDescriptorLeft() throws Exception {
    DataDirectoryProcess process = DataDirectoryProcess.exhausted(directory);

    assertEquals("stored, and no file can be opened", process.says());
    process.kill();

    Storage.Saved saved = StorageUnderTest.saved(directory);
    assertEquals(20, saved.currentTerm());
    assertEquals(20, saved.entries().size());
  }

  @Test void whereADiskKnowsNoSecondNamesANewFileIsOpened() {
    StorageDisks.Instant plain = new StorageDisks.Instant() {
      @Override void link(Path file, Path name) {
        throw new UnsupportedOperationException();
      }
    };

    try (StorageUnderTest n1 = StorageUnderTest.start(directory, plain)) {
      for (long term = 1; term <= 5; term++) {
        n1.storage().sync(n1.storage().appendTermAndVote(term, "n2"));
      }
    }

    assertEquals(5, StorageUnderTest.saved(directory).currentTerm());
  }

  @Tag("P2")
  @Test void aFileThatIsMissingIsNotTakenForTermZero() throws IOException {
    StorageUnderTest.fill(directory, 4);
    Files.delete(file);

    assertRefused("is missing");
    assertThrows(DataDirectoryException.class,
        () -> StorageUnderTest.saved(directory));
    assertFalse(Files.exists(file));
  }

  private void assertRefused(String why) {
    String message = assertThrows(DataDirectoryException.class,
        () -> TermAndVoteFile.read(file)).getMessage();

    assertTrue(message.startsWith(file + " " + why), message);
    assertTrue(message.contains("two leaders may be elected"), message);
  }
}
