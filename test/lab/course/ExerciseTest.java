package lab.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lab.broken.Compiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ExerciseTest {
  static final List<String> NAMES = Exercise.NAMES;

  /** Where Makefile and src are; the tests run there. */
  static Path project() {
    return Path.of("").toAbsolutePath();
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void aBlankFitsTheSourcesOfTodayAndCompiles(String name) throws IOException {
    Exercise lab = Exercise.read(project(), name);

    Map<String, String> blank = lab.blankFiles(project());

    assertFalse(Compiler.compile(blank).isEmpty());
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void onlyTheAlgorithmIsBlank(String name) throws IOException {
    for (String file : Exercise.read(project(), name).files()) {
      assertTrue(Submission.FOLDERS.contains(
          file.substring(0, file.lastIndexOf('/'))), file);
    }
  }

  // MC8 and MC9 are kept by what is not done: there is nothing to leave out.
  @ParameterizedTest
  @FieldSource("NAMES")
  void eachRuleStandsInTheBlankFilesWithItsSentence(String name)
      throws IOException {
    Exercise lab = Exercise.read(project(), name);
    String blank = String.join("\n", lab.blankFiles(project()).values());

    for (String rule : lab.rules()) {
      if (rule.equals("MC9")) continue;
      assertTrue(Pattern.compile("// " + rule + "[.] [^\"]*\"").matcher(
          blank.replaceAll("\n *// +(?![A-Z]+[0-9]+[.])", " ")).find(), rule);
    }
  }

  @Test void everyRuleIsWrittenInSomeLabExceptThoseOfTheMachine()
      throws IOException {
    Set<String> written = new TreeSet<>();
    for (String name : NAMES) {
      written.addAll(Exercise.read(project(), name).rules());
    }

    assertEquals(labelsOfTheMap(), written);
  }

  private static Set<String> labelsOfTheMap() throws IOException {
    Set<String> labels = new TreeSet<>();
    Matcher row = Pattern.compile("(?m)^\\| ([A-Z]+[0-9]+) \\|").matcher(
        Files.readString(project().resolve("lab-notes/00-map-of-figure-2.md")));
    while (row.find()) labels.add(row.group(1));
    return labels;
  }
}
