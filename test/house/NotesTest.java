package house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each lab note has the same shape, and links of all pages lead somewhere. */
class NotesTest {
  private static final Path FOLDER = Project.root().resolve("lab-notes");
  private static final List<String> SHAPE = List.of("Read", "Look at", "Run",
      "Watch", "Answer", "Break it", "Build it");

  private static final Pattern QUESTION =
      Pattern.compile("(?m)^(\\d+)[.] ");
  private static final Pattern LINK =
      Pattern.compile("\\]\\(([^)#]*)(?:#([^)]*))?\\)");

  /** The notes from 01 on; 00 is the map, and no note. */
  static List<Path> notes() throws IOException {
    return pages().stream()
        .filter(page -> page.getParent().equals(FOLDER))
        .filter(page -> page.getFileName().toString()
            .matches("(0[1-9]|[1-9]\\d)-.*")).toList();
  }

  static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return Stream.concat(Stream.of(Project.root().resolve("README.md")),
          files.filter(file -> file.toString().endsWith(".md")).sorted())
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("notes")
  void hasTheSevenPartsInTheirOrder(Path note) {
    List<String> parts = Project.lines(note).stream()
        .filter(line -> line.startsWith("## "))
        .map(line -> line.substring(3)).toList();

    assertEquals(SHAPE, parts);
  }

  @ParameterizedTest
  @MethodSource("notes")
  void numbersItsQuestionsWithoutAGap(Path note) {
    String text = Project.text(note);
    String questions = text.substring(text.indexOf("\n## Answer\n"),
        text.indexOf("\n## Break it\n"));

    List<Integer> numbers = QUESTION.matcher(questions).results()
        .map(found -> Integer.parseInt(found.group(1))).toList();

    assertTrue(numbers.size() >= 5, numbers + " are few questions");
    assertEquals(IntStream.rangeClosed(1, numbers.size()).boxed().toList(),
        numbers);
  }

  @Test void aNumberBelongsToOneNoteAndNoNumberIsLeftOut() throws IOException {
    List<Integer> numbers = notes().stream().map(note -> Integer.parseInt(
        note.getFileName().toString().substring(0, 2))).toList();

    assertEquals(IntStream.rangeClosed(1, numbers.size()).boxed().toList(),
        numbers);
  }

  @ParameterizedTest
  @MethodSource("notes")
  void isInTheListsOfNotes(Path note) {
    String link = note.getFileName().toString();

    for (String list : List.of("README.md", "lab-notes/README.md")) {
      assertTrue(Project.text(Project.root().resolve(list))
          .contains(link + ")"), list + " has no link to it");
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void itsLinksLeadSomewhere(Path page) {
    LINK.matcher(Project.text(page)).results()
        .filter(link -> !link.group(1).startsWith("http"))
        .forEach(link -> assertLeadsSomewhere(page, link));
  }

  private static void assertLeadsSomewhere(Path page, MatchResult link) {
    Path target = link.group(1).isEmpty() ? page
        : page.resolveSibling(link.group(1));
    assertTrue(Files.exists(target), "no file: " + link.group(1));
    if (link.group(2) == null) return;
    assertTrue(Project.lines(target).stream()
        .filter(line -> line.startsWith("#"))
        .anyMatch(line -> anchor(line).equals(link.group(2))),
        "no heading: " + link.group(0));
  }

  /** What a page of Markdown makes of a heading: "## Break it", break-it. */
  private static String anchor(String heading) {
    return heading.replaceFirst("^#+ ", "").toLowerCase()
        .replaceAll("[^\\w -]", "").replace(' ', '-');
  }
}
