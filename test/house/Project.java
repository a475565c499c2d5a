package house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the project's files are, and what stands in them. */
final class Project {
  private Project() {}

  /** The folder that holds src, found by walking up from where we run. */
  static Path root() {
    Path start = Path.of("").toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      boolean found = Files.exists(folder.resolve("src/raft/RaftServer.java"));
      if (found) return folder;
    }
    throw new IllegalStateException("no src/raft/RaftServer.java in " + start
        + " or above it: run the tests inside the project");
  }

  /** All Java files below this folder of the project, in order. */
  static List<Path> javaFiles(String folder) {
    return files(folder, "java");
  }

  /** All sources: Java files, and those that a page is made of. */
  static List<Path> sources(String folder) {
    return files(folder, "java|js|css|html");
  }

  /** All files below this folder that end so, in order. */
  static List<Path> files(String folder, String endings) {
    try (Stream<Path> files = Files.walk(root().resolve(folder))) {
      return files.filter(file ->
          file.toString().matches(".*[.](" + endings + ")")).sorted().toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  static List<String> lines(Path file) {
    return text(file).lines().toList();
  }

  /** For messages: the file as seen from the root, and the line. */
  static String place(Path file, int line) {
    return root().relativize(file) + ":" + line;
  }
}
