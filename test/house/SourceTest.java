package house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The measuring rod is measured. */
class SourceTest {

  private static String lengths(String text) {
    return Source.methods(text).stream()
        .map(method -> method.name() + " " + method.lines())
        .collect(Collectors.joining(", "));
  }

  @Test void countsFromTheDeclarationToTheClosingBrace() {
    String text = """
        class A {
          int one() { return 1; }

          /** Not counted. */
          private static <T> List<T> four(
              T a, T b) throws Exception {
            return List.of(a, b);
          }
        }
        """;

    assertEquals("one 1, four 4", lengths(text));
    assertEquals(5, Source.methods(text).get(1).first());
  }

  @Test void countsCommentsAndBlankLinesInsideAMethod() {
    String text = """
        class A {
          void five() {
            // why

            run();
          }
        }
        """;

    assertEquals("five 5", lengths(text));
  }

  @Test void bracesInLiteralsAndCommentsAreNotBraces() {
    String text = """
        class A {
          void a() {
            // }
            /* { */
            say("}\\" {", '{', '\\'');
          }
          String b() {
            return \"""
                } "quoted" {
                \""";
          }
        }
        """;

    assertEquals("a 5, b 5", lengths(text));
  }

  @Test void anOpenedBlockInAMethodIsPartOfIt() {
    String text = """
        class A {
          void a() {
            for (;;) {
              if (x) { y(); }
            }
            run(() -> {
              z();
            });
            new Thread() {
              @Override public void run() {
                z();
              }
            };
          }
        }
        """;

    assertEquals("a 13", lengths(text));
  }

  @Test void constructorsCountAndSoDoCompactOnes() {
    String text = """
        public record A(int x) implements B {
          public A {
            check(x);
          }

          A() {
            this(1);
          }

          static {
            load();
          }
        }
        """;

    assertEquals("A 3, A 3, static 3", lengths(text));
  }

  @Test void nestedTypesHaveMethodsToo() {
    String text = """
        class A {
          interface B {
            int abstractOne();

            default int b() { return 1; }
          }

          private record C(int x) {
            int c() { return x; }
          }

          void a() {}
        }
        """;

    assertEquals("b 1, c 1, a 1", lengths(text));
  }

  @Test void constantsOfAnEnumAreNoMethods() {
    String text = """
        enum A {
          PLUS("+") {
            @Override int apply() { return 1; }
          },
          MINUS { @Override int apply() { return 2; } };

          private final String sign;

          A(String sign) { this.sign = sign; }
        }
        """;

    assertEquals("apply 1, apply 1, A 1", lengths(text));
  }

  @Test void fieldsMayHoldTablesLambdasAndAnonymousClasses() {
    String text = """
        class A {
          private static final int[] TABLE = {1, 2};
          private static final int[] OTHER = new int[] {1, 2};
          private final Runnable lambda = () -> {
            run();
          };
          private final Runnable other = new Runnable() {
            @Override public void run() {
              lambda.run();
            }
          };
        }
        """;

    assertEquals("lambda 3, run 3", lengths(text));
  }

  @Test void anAnnotationIsPartOfTheDeclaration() {
    String text = """
        class A {
          @Override
          public void a() {
          }
        }
        """;

    assertEquals("a 3", lengths(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "a = \"x // y\"; b", "a /* \" */ b", "a // \" '\n b", "'\"' + b"})
  void codeKeepsEveryCharacterInItsPlace(String text) {
    String code = Source.code(text);

    assertEquals(text.length(), code.length());
    assertEquals(text.indexOf("b"), code.indexOf("b"));
    assertEquals(-1, code.indexOf('"'));
  }

  @Test void aMethodKnowsItsLines() {
    Source.Method method = new Source.Method("a", 3, 5);

    assertEquals(List.of(false, true, true, false),
        List.of(method.holds(2), method.holds(3), method.holds(5),
            method.holds(6)));
  }
}
