package raft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {
  private static final List<Option> KNOWN =
      List.of(Option.DATA, Option.TIMEOUT, Option.HELP);

  private static Arguments parse(String... line) {
    return parse(Map.of(), line);
  }

  private static Arguments parse(Map<String, String> variables,
      String... line) {
    return Arguments.parse(Arrays.asList(line), KNOWN, variables);
  }

  @Test void optionsMayStandAnywhere() {
    Arguments arguments =
        parse("--timeout", "7", "put", "--data=a=b", "x", "--help");

    assertEquals(List.of("put", "x"), arguments.words());
    assertEquals(7, arguments.timeout());
    assertEquals("a=b", arguments.data().toString());
    assertTrue(arguments.has("help"));
  }

  @Test void afterTwoDashesEverythingIsAWord() {
    Arguments arguments = parse("put", "--", "--help", "--", "-x");

    assertEquals(List.of("put", "--help", "--", "-x"), arguments.words());
    assertFalse(arguments.has("help"));
  }

  @Test void anOptionGoesBeforeItsVariableAndThatBeforeTheDefault() {
    Map<String, String> variables =
        Map.of("RAFT_TIMEOUT", "3", "RAFT_DATA", "");

    assertEquals(7, parse(variables, "--timeout", "7").timeout());
    assertEquals(3, parse(variables).timeout());
    assertEquals(5000, parse().timeout());
    assertEquals("data", parse(variables).data().toString());
    assertNull(parse().get("trace"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      --timout 3      | did you mean --timeout?
      --timeout       | a value is missing: --timeout MS
      --data --help   | write --data=--help
      --help=yes      | --help takes no value
      """)
  void saysWhatIsWrongWithAnOption(String line, String complaint) {
    Exception e = assertThrows(UsageException.class,
        () -> parse(line.split(" ")));

    assertTrue(e.getMessage().contains(complaint), e.getMessage());
  }

  @Test void aNumberOutOfRangeIsRefusedByTheNameItCameUnder() {
    Exception option = assertThrows(UsageException.class,
        () -> parse("--timeout", "0").timeout());
    Exception variable = assertThrows(UsageException.class,
        () -> parse(Map.of("RAFT_TIMEOUT", "soon")).timeout());

    assertEquals("--timeout must be a whole number from 1 to 3600000, not 0",
        option.getMessage());
    assertEquals("RAFT_TIMEOUT must be a whole number from 1 to 3600000, not"
        + " soon", variable.getMessage());
  }
}
