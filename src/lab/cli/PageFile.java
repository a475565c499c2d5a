package lab.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import raft.cli.UsageException;

/** Writes a page for a browser into a file. */
final class PageFile {
  private PageFile() {}

  /** @throws UsageException if there is no directory for it */
  static void write(Path page, String text) throws IOException {
    Path directory = page.toAbsolutePath().getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw new UsageException("there is no directory " + directory
          + "; make it, or write " + page.getFileName() + " elsewhere");
    }
    try {
      Files.writeString(page, text);
    } catch (FileSystemException named) {
      throw named;
    } catch (IOException e) { // it may not name the file
      throw new FileSystemException(page.toString(), null, e.getMessage());
    }
  }
}
