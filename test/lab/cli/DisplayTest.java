package lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import raft.cli.CommandProcess;
import raft.cli.FakeTerminal;
import raft.cli.UsageException;

class DisplayTest {
  @TempDir Path folder;

  private static FakeTerminal desk(String variable) {
    return new FakeTerminal().screen().variable(variable, ":0");
  }

  /** A program that notes what it was told to open. */
  private Path opener() throws IOException {
    Path program = Files.writeString(folder.resolve("opener"), """
        #!/bin/sh
        echo "$1" > "$0.tmp" && mv "$0.tmp" "$0.told"
        """);
    assertTrue(program.toFile().setExecutable(true));
    return program;
  }

  @ParameterizedTest
  @ValueSource(strings = {"DISPLAY", "WAYLAND_DISPLAY"})
  void aDisplayHasAnOpener(String variable) {
    assertEquals("xdg-open",
        Display.opener("Linux", desk(variable).terminal()));
  }

  @Test void aMacAlwaysHasADisplay() {
    FakeTerminal terminal = new FakeTerminal().screen();

    assertEquals("open", Display.opener("Mac OS X", terminal.terminal()));
  }

  @Test void nothingIsOpenedIfNobodyWouldSeeIt() {
    FakeTerminal elsewhere = new FakeTerminal().screen();
    FakeTerminal file = new FakeTerminal().variable("DISPLAY", ":0");

    assertNull(Display.opener("Linux", elsewhere.terminal()));
    assertNull(Display.opener("Linux", file.terminal()));
    assertNull(Display.opener("Mac OS X", file.terminal()));
  }

  @Test void theOpenerIsToldThePage() throws IOException {
    FakeTerminal terminal = desk("DISPLAY");
    Path opener = opener();
    Path told = folder.resolve("opener.told");

    Display.open(Path.of("a page.html"), opener.toString(),
        terminal.terminal());

    assertTrue(CommandProcess.comesTrue(() -> Files.exists(told)));
    assertEquals("a page.html\n", Files.readString(told));
    assertEquals("", terminal.err());
  }

  @Test void anOpenerThatIsNotThereIsSaidToBeMissing() {
    FakeTerminal terminal = desk("DISPLAY");
    Path missing = folder.resolve("missing");

    Display.open(Path.of("page.html"), missing.toString(),
        terminal.terminal());

    assertTrue(terminal.err().startsWith("it cannot be opened from here: "));
    assertTrue(terminal.err().contains(missing.toString()), terminal.err());
  }

  @Test void aPageIsWrittenInPlaceOfAnOlderOne() throws IOException {
    Path page = Files.writeString(folder.resolve("page.html"), "a longer one");

    Display.write(page, "<p>");

    assertEquals("<p>", Files.readString(page));
  }

  @Test void aPageWithoutADirectoryIsRefused() {
    Path page = folder.resolve("missing/page.html");

    String said = assertThrows(UsageException.class,
        () -> Display.write(page, "<p>")).getMessage();

    assertEquals("there is no directory " + folder.resolve("missing")
        + "; make it, or write page.html elsewhere", said);
  }
}
