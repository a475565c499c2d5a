package house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small pieces, short lines: what a reader can hold in the head. */
class SizeTest {
  private static final int FILE_LINES = 500;
  private static final int COLUMNS = 80;
  private static final int COLUMNS_OF_TABLES_AND_QUOTATIONS = 100;

  private record Sized(String place, int lines) {}

  private static List<Path> allFiles() {
    return Stream.of("src", "test").map(Project::sources)
        .flatMap(List::stream).toList();
  }

  private static List<String> linesThat(String pattern) {
    Pattern found = Pattern.compile(pattern);
    List<String> places = new ArrayList<>();
    for (Path file : allFiles()) {
      List<String> lines = Project.lines(file);
      for (int i = 0; i < lines.size(); i++) {
        boolean hit = found.matcher(lines.get(i)).find();
        if (hit) places.add(Project.place(file, i + 1));
      }
    }
    return places;
  }

  @Test void noFileOfSrcIsLongerThanAChapter() {
    List<String> tooLong = Project.sources("src").stream()
        .filter(file -> Project.lines(file).size() > FILE_LINES)
        .map(file -> Project.place(file, Project.lines(file).size()))
        .toList();

    assertEquals(List.of(), tooLong);
  }

  // 80 columns, and 100 where a table or a quotation needs it. What needs it
  // no test can tell; that it is rare, one can.
  @Test void noLineIsWiderThanATableMayBe() {
    assertEquals(List.of(),
        linesThat(".{" + (COLUMNS_OF_TABLES_AND_QUOTATIONS + 1) + "}"));
  }

  @Test void hardlyAnyLineIsWiderThanAPage() {
    List<String> wide = linesThat(".{" + (COLUMNS + 1) + "}");
    long all = allFiles().stream().mapToLong(f -> Project.lines(f).size())
        .sum();

    assertTrue(wide.size() * 50L <= all, wide.size() + " lines: " + wide);
  }

  // Each pattern is written so that it does not find itself here.
  @ParameterizedTest
  @ValueSource(strings = {
      "\t", "^import .*[*];", "[.]print(StackTrace)[(]",
      "\\bTO(DO)\\b", "\\bFIX(ME)\\b"})
  void nobodyWrites(String pattern) {
    assertEquals(List.of(), linesThat(pattern));
  }

  @Test void halfOfAllMethodsHaveAtMostSevenLines() {
    List<Sized> methods = methods();

    Sized median = methods.get(methods.size() / 2);

    assertTrue(median.lines() <= 7, "the median has " + median.lines());
  }

  @Test void nineOfTenMethodsHaveAtMostTwentyLines() {
    List<Sized> methods = methods();

    Sized ninth = methods.get(methods.size() * 9 / 10);

    assertTrue(ninth.lines() <= 20, "the ninth tenth ends at " + ninth);
  }

  @Test void noMethodHasMoreThanFortyLines() {
    List<Sized> tooLong =
        methods().stream().filter(method -> method.lines() > 40).toList();

    assertEquals(List.of(), tooLong);
  }

  /** All methods of src, the shortest first. */
  private static List<Sized> methods() {
    List<Sized> methods = new ArrayList<>();
    for (Path file : Project.javaFiles("src")) {
      for (Source.Method method : Source.methods(Project.text(file))) {
        String place = Project.place(file, method.first());
        methods.add(new Sized(place, method.lines()));
      }
    }
    methods.sort((one, other) -> Integer.compare(one.lines(), other.lines()));
    return methods;
  }
}
