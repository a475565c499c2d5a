package house;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.AnnotatedElement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The map is true: what it names is there, and it quotes what is there. */
class MapTest {
  private static final Pattern MEMBER = Pattern.compile("`(\\w+)#(\\w+)`");
  private static final Pattern QUOTATION =
      Pattern.compile("[“\"]([^”\"]*)[”\"]");

  private static final List<String> ROOMS =
      List.of("raft.", "raft.kv.", "raft.client.");

  /** The columns of a row. */
  private record Row(String label, String paper, String code, String tests,
      String breaks) {}

  /** A class and one of its methods, as the map names them. */
  private record Member(String type, String method) {}

  static final List<String> LABELS = Labels.ALL;

  private static Row row(String label) {
    Labels.Place place = Labels.rows().stream()
        .filter(found -> found.label().equals(label)).findFirst()
        .orElseThrow(() -> new AssertionError("no row for " + label));
    String line = Project.lines(place.file()).get(place.line() - 1);
    String[] cells = line.split("(?<!\\\\)[|]", -1);
    assertEquals(7, cells.length, "five columns: " + line);
    return new Row(label, cells[2], cells[3], cells[4], cells[5]);
  }

  private static List<Member> members(String cell) {
    List<Member> members = new ArrayList<>();
    Matcher found = MEMBER.matcher(cell);
    while (found.find()) {
      members.add(new Member(found.group(1), found.group(2)));
    }
    assertFalse(members.isEmpty(), "names no `Class#method`: " + cell);
    return members;
  }

  private static Class<?> type(Member member) {
    for (String room : ROOMS) {
      try {
        return Class.forName(room + member.type());
      } catch (ClassNotFoundException missing) {
        // Perhaps it is in the next.
      }
    }
    throw new AssertionError("the map names " + member);
  }

  @ParameterizedTest
  @FieldSource("LABELS")
  void theCodeNamedIsThere(String label) {
    for (Member member : members(row(label).code())) {
      boolean there = Stream.of(type(member).getDeclaredMethods())
          .anyMatch(method -> method.getName().equals(member.method()));

      assertTrue(there, "the map names " + member);
    }
  }

  // The first method named is the one in which the label stands.
  @ParameterizedTest
  @FieldSource("LABELS")
  void theFirstMethodNamedHoldsTheRule(String label) {
    Member first = members(row(label).code()).get(0);
    Labels.Place rule = rule(label);

    List<String> holders =
        Source.methods(Project.text(rule.file())).stream()
            .filter(method -> method.holds(rule.line()))
            .map(Source.Method::name).toList();

    assertEquals(first.type() + ".java", rule.file().getFileName().toString());
    assertEquals(List.of(first.method()), holders);
  }

  @ParameterizedTest
  @FieldSource("LABELS")
  void theTestsNamedAreThereAndBearTheLabel(String label) {
    for (Member member : members(row(label).tests())) {
      Class<?> type = type(member);
      boolean tagged = Stream.of(type.getDeclaredMethods())
          .filter(method -> method.getName().equals(member.method()))
          .anyMatch(method -> bears(label, method) || bears(label, type));

      assertTrue(tagged, member + " does not test " + label);
    }
  }

  // At the rule and in the map stands the same sentence of the paper.
  @ParameterizedTest
  @FieldSource("LABELS")
  void theSentenceIsTheOneQuotedAtTheRule(String label) {
    Row row = row(label);
    Matcher atTheRule = QUOTATION.matcher(comment(rule(label)));
    assertTrue(atTheRule.find(), "nothing is quoted at " + rule(label));

    assertTrue(plain(row.paper()).contains(plain(atTheRule.group(1))),
        row.paper() + " does not quote: " + atTheRule.group(1));
  }

  @ParameterizedTest
  @FieldSource("LABELS")
  void noColumnIsEmpty(String label) {
    Row row = row(label);

    assertAll(Stream.of(row.paper(), row.code(), row.tests(), row.breaks())
        .map(cell -> () -> assertFalse(cell.isBlank(), row.toString())));
  }

  @Test void everyOtherNameInTheMapIsThereToo() {
    String map = Project.text(Project.root().resolve(Labels.MAP));

    for (Member member : members(map)) {
      boolean there = Arrays.stream(type(member).getDeclaredMethods())
          .anyMatch(method -> method.getName().equals(member.method()));

      assertTrue(there, "the map names " + member);
    }
  }

  private static boolean bears(String label, AnnotatedElement element) {
    return Stream.of(element.getAnnotationsByType(Tag.class))
        .anyMatch(tag -> tag.value().equals(label));
  }

  private static Labels.Place rule(String label) {
    return Labels.rules().stream()
        .filter(place -> place.label().equals(label)).findFirst().orElseThrow();
  }

  /** The comment that begins with the label, as one line. */
  private static String comment(Labels.Place rule) {
    StringBuilder comment = new StringBuilder();
    Path file = rule.file();
    for (String line : Project.lines(file).subList(rule.line() - 1,
        Project.lines(file).size())) {
      if (!line.strip().startsWith("//")) break;
      comment.append(line.strip().substring(2)).append(' ');
    }
    return comment.toString();
  }

  /** Without the differences that typesetting makes. */
  private static String plain(String quotation) {
    return quotation.replace('’', '\'').replace("`", "")
        .replaceAll("\\s+", " ").strip();
  }
}
