package lab.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import raft.Entry;
import raft.Storage;
import raft.node.disk.DataDirectoryException;
import raft.node.disk.FileStorage;
import raft.node.disk.Identity;

/**
 * The simulator's disk rots as a node's data directory does: the same damage
 * is refused by both, or cut off by both to the same length.
 */
class RotAsInAFileTest {
  private static final Identity IDENTITY =
      new Identity("c", "n1", List.of("n1"), "key-value");
  private static final String REFUSED = "refused";
  private static final List<List<Integer>> BATCHES =
      List.of(List.of(1), List.of(2, 3), List.of(4, 5));

  @TempDir private Path folder;

  private static Entry entry(int index) {
    return Entry.command(1, "{\"number\":" + index + "}");
  }

  private static String describe(Storage.Saved saved) {
    return "1.." + saved.entries().size();
  }

  // ---- The simulator's -----------------------------------------------

  private static VirtualDisk virtualDisk() {
    VirtualDisk disk = new VirtualDisk(100, (entry, index) -> {});
    disk.appendTermAndVote(1, "n1");
    for (List<Integer> batch : BATCHES) {
      batch.forEach(index -> disk.appendEntry(index, entry(index)));
      disk.write();
      disk.force();
    }
    return disk;
  }

  private static String start(VirtualDisk disk) {
    return disk.refusal() == null ? describe(disk.saved()) : REFUSED;
  }

  // ---- A node's --------------------------------------------------------

  private FileStorage open() {
    Path directory = folder.resolve("n1");
    return FileStorage.open(directory, IDENTITY, Files.notExists(directory),
        1 << 16);
  }

  /** What is buffered before the disk thread starts is one batch. */
  private void storeInAFile() {
    for (List<Integer> batch : BATCHES) {
      try (FileStorage storage = open()) {
        storage.appendTermAndVote(1, "n1");
        batch.forEach(index -> storage.appendEntry(index, entry(index)));
        storage.start("disk", position -> {}, failure -> fail(failure));
        storage.sync(storage.position());
      }
    }
  }

  private void flipBit(String file, String in) throws IOException {
    Path path = folder.resolve("n1").resolve(file);
    byte[] bytes = Files.readAllBytes(path);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    bytes[text.indexOf(in)] ^= 1;
    Files.write(path, bytes);
  }

  private String startFromFile() {
    try (FileStorage storage = open()) {
      return describe(storage.saved());
    } catch (DataDirectoryException refusal) {
      return REFUSED;
    }
  }

  // ---- Both ------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void aRottenEntryIsTreatedAsInAFile(int index) throws IOException {
    VirtualDisk disk = virtualDisk();
    storeInAFile();

    disk.rotLine(index);
    flipBit("log.jsonl", "number\":" + index);

    assertEquals(startFromFile(), start(disk));
  }

  @ParameterizedTest
  @ValueSource(strings = {"currentTerm", "votedFor", "n1"})
  void aRottenTermOrVoteIsTreatedAsInAFile(String part) throws IOException {
    VirtualDisk disk = virtualDisk();
    storeInAFile();

    disk.rotTerm();
    flipBit("term-and-vote.json", part);

    assertEquals(startFromFile(), start(disk));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5})
  void rotBeforeTheLastBatchIsTreatedAsInAFile(int index) throws IOException {
    VirtualDisk disk = virtualDisk();
    storeInAFile();

    disk.rotLine(index);
    disk.appendEntry(6, entry(6));
    disk.write();
    disk.force();
    try (FileStorage storage = open()) {
      storage.appendEntry(6, entry(6));
      storage.start("disk", position -> {}, failure -> fail(failure));
      storage.sync(storage.position());
    }
    flipBit("log.jsonl", "number\":" + index);

    assertEquals(startFromFile(), start(disk));
  }
}
