package lab.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of rules is the figure's: its labels, order and sentences. */
class RuleTest {
  private static final Pattern ROW =
      Pattern.compile("^[|] ([A-Z]{1,2}[0-9]+) [|] ([^|]*) [|]");

  /** The rows of the map of Figure 2: label and sentence. */
  private static List<Matcher> rows() throws IOException {
    List<Matcher> rows = new ArrayList<>();
    for (String line : Files.readAllLines(map())) {
      Matcher row = ROW.matcher(line);
      if (row.find()) rows.add(row);
    }
    return rows;
  }

  private static Path map() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("lab-notes"))) {
      folder = folder.getParent();
    }
    return folder.resolve("lab-notes/00-map-of-figure-2.md");
  }

  @Test void theLabelsStandInTheOrderOfTheMap() throws IOException {
    List<String> map = rows().stream().map(row -> row.group(1)).toList();

    List<String> ours = Stream.of(Rule.values())
        .map(Rule::name).toList();

    assertEquals(map, ours);
  }

  @Test void theSentencesAreThoseOfTheMap() throws IOException {
    for (Matcher row : rows()) {
      String sentence = plain(Rule.valueOf(row.group(1)).sentence());

      assertTrue(plain(row.group(2)).contains(sentence),
          row.group(2) + " does not say: " + sentence);
    }
  }

  /** The map puts the section behind the quotation, or into it. */
  private static String plain(String text) {
    return text.replaceAll("\\(§[^)]*\\)|[\"“”]", "")
        .replaceAll("\\s+", " ").strip();
  }
}
