package lab.broken;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the project is, and one small enough to be spoilt by a test. */
public final class SmallProject {
  private SmallProject() {}

  /** The folder that holds src, found by walking up from where we run. */
  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("src/raft/RaftServer.java"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  /** A patch and the one file that it changes, with other words in it. */
  public static void copy(String name, String source, String from, String to,
      Path folder) throws IOException {
    Path patches = Files.createDirectories(folder.resolve(Patch.FOLDER));
    Files.copy(root().resolve(Patch.FOLDER).resolve(name + ".patch"),
        patches.resolve(name + ".patch"));
    Path file = folder.resolve(source);
    Files.createDirectories(file.getParent());
    Files.writeString(file, Files.readString(root().resolve(source))
        .replace(from, to));
  }
}
