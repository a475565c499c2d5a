package raft.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the nodes of this process hold of it: threads, by the names the nodes
 * give them, and descriptors of sockets and of files in one folder.
 *
 * @param threads     sorted; a number at the end is dropped, since client
 *                    threads are numbered
 * @param descriptors how many; always 0 where there is no /proc
 */
record Footprint(List<String> threads, long descriptors) {

  static Footprint now(Path folder) {
    return new Footprint(liveThreads(), openDescriptors(folder));
  }

  /** Waits until no more is held than at that time. */
  static void awaitSame(Footprint before, Path folder) {
    if (Cluster.becomesTrue(() -> now(folder).equals(before))) return;
    assertEquals(before, now(folder));
  }

  /**
   * Waits until no thread belongs to a node. After its end one may be left for
   * a moment: it has let go of its connection, and only then it ends.
   */
  static void awaitNoThread() {
    if (Cluster.becomesTrue(() -> names().isEmpty())) return;
    assertEquals(List.of(), names());
  }

  private static List<String> liveThreads() {
    return names().stream().map(name -> name.replaceFirst(" [0-9]+$", ""))
        .sorted().toList();
  }

  /** The live threads that belong to a node. */
  static List<String> names() {
    return Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
        .filter(name -> name.matches("n[0-9] .*")).sorted().toList();
  }

  private static long openDescriptors(Path folder) {
    Path all = Path.of("/proc/self/fd");
    if (!Files.isDirectory(all)) return 0;
    List<String> targets = new ArrayList<>();
    try (Stream<Path> links = Files.list(all)) {
      for (Path link : links.toList()) targets.add(target(link));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return targets.stream().filter(target -> target.startsWith("socket:")
        || target.startsWith(folder.toString())).count();
  }

  private static String target(Path link) throws IOException {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (NoSuchFileException e) {
      return ""; // closed meanwhile
    }
  }
}
