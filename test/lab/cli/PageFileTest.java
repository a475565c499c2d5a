package lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import raft.cli.UsageException;

class PageFileTest {
  @TempDir Path folder;

  @Test void aPageIsWrittenInPlaceOfAnOlderOne() throws IOException {
    Path page = Files.writeString(folder.resolve("page.html"), "a longer one");

    PageFile.write(page, "<p>");

    assertEquals("<p>", Files.readString(page));
  }

  @Test void aPageWithoutADirectoryIsRefused() {
    Path page = folder.resolve("missing/page.html");

    String said = assertThrows(UsageException.class,
        () -> PageFile.write(page, "<p>")).getMessage();

    assertEquals("there is no directory " + folder.resolve("missing")
        + "; make it, or write page.html elsewhere", said);
  }
}
