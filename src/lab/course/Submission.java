package lab.course;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a student handed in: the algorithm's sources and nothing else. All other
 * files of the folder, its tests and its Makefile too, are left alone.
 *
 * @param name    of its folder, as it was typed
 * @param sources their texts, by the names of the files as seen from the root
 */
public record Submission(String name, Map<String, String> sources) {
  /** Where the algorithm is. */
  static final List<String> FOLDERS = List.of("src/raft", "src/raft/kv");

  private static final long MOST_BYTES = 1 << 20; // of one file
  private static final int MOST_FILES = 200;

  public Submission {
    sources = Map.copyOf(sources);
  }

  /**
   * Reads a folder. Links are not followed, and what is no plain file is not
   * opened.
   *
   * @throws Unfit if there is no such folder, or too much in it
   */
  public static Submission read(Path folder) throws IOException {
    Path root = folder.toAbsolutePath().normalize();
    Map<String, String> sources = new TreeMap<>();
    for (String each : FOLDERS) addAll(root, each, sources);
    return new Submission(folder.toString(), sources);
  }

  private static void addAll(Path root, String folder,
      Map<String, String> sources) throws IOException {
    Path place = root.resolve(folder);
    if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
      throw new Unfit("there is no folder " + place
          + "; is it what 'make exercise' laid out?");
    }
    try (Stream<Path> files = Files.list(place)) {
      List<Path> java = files.filter(file -> file.toString().endsWith(".java"))
          .sorted().limit(MOST_FILES).toList();
      if (java.isEmpty()) throw new Unfit("no Java file is in " + place);
      for (Path file : java) {
        sources.put(folder + "/" + file.getFileName(), text(file));
      }
    }
  }

  private static String text(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new Unfit(file + " is no plain file");
    }
    if (Files.size(file) > MOST_BYTES) {
      throw new Unfit(file + " is longer than a megabyte");
    }
    // A byte that is not UTF-8 is the compiler's to complain of.
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  /** A submission that cannot be judged at all; says why. */
  public static final class Unfit extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unfit(String message) {
      super(message);
    }
  }
}
