package raft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import lab.cli.Lab;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever types something wrong is told what to type instead: status 2. */
class UsageTest {
  private static ThreeNodes nodes;

  @BeforeAll static void writeConfiguration() {
    nodes = ThreeNodes.down();
  }

  @AfterAll static void close() {
    nodes.close();
  }

  private static void isRefused(Ended ended, String complaint) {
    assertEquals(Exit.USAGE, ended.status());
    assertEquals("", ended.out());
    assertTrue(ended.err().contains(complaint), ended.err());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      gte x                       | did you mean get?
      --timeout 3 get x           | the command comes first
      get                         | write: raft get KEY
      get x y                     | write: raft get KEY
      cas x 1                     | write: raft cas KEY OLD NEW
      help me                     | there is no command me
      get x --hartbeat 9          | did you mean --heartbeat?
      get x --heartbeat often     | not from the file
      get x --heartbeat 500       | must be at least twice heartbeat
      get x --timeout -1          | --timeout must be a whole number
      get x --config nowhere.json | nowhere.json: there is no such file
      put x 1 --client me         | --client and --serial go together
      put x 1 --client me --serial 0 | --serial must be a whole number
      call [1]                    | not a JSON object: [1]
      call {op:"get"}             | {op:"get"} (not JSON near $.: malformed)
      call {"op":"keys","op":"x"} | the field "op" stands twice
      call null                   | not a JSON object: null
      call {"op":"keys"}{}        | not a JSON object: {"op":"keys"}{}
      node n9                     | it has n1, n2, n3
      node n1 --trace loud        | off, changes, messages or json
      node n1 --data nowhere      | start it with --new
      node n1 --application tree  | There are: key-value, lines
      put x a\ufffdb                 | this is not UTF-8: a\ufffdb
      snapshot n1 n9              | it has n1, n2, n3
      log nowhere                 | nowhere is no data directory
      """)
  void aWrongCommandLineIsExplained(String line, String complaint) {
    isRefused(nodes.raft(line.split(" ")), complaint);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      simm                        | did you mean sim?
      play                        | write: lab play
      broken --seconds 5          | did you mean --seeds?
      maelstrom --heartbeat 1000  | is at least twice the heartbeat
      """)
  void aWrongCommandLineOfTheLaboratoryIsExplained(String line,
      String complaint) {
    isRefused(new FakeTerminal().run(Lab.PROGRAM, line.split(" ")), complaint);
  }

  /** A command with a fault of its own. */
  private static final class Faulty implements Subcommand {
    @Override public String name() {
      return "faulty";
    }

    @Override public String words() {
      return "";
    }

    @Override public String summary() {
      return "fails";
    }

    @Override public List<Option> options() {
      return List.of();
    }

    @Override public int run(Arguments arguments, Terminal terminal) {
      throw new IllegalStateException("for a test");
    }
  }

  // It may have done anything before.
  @Test void ofAFaultOfACommandTheOutcomeIsUnknown() {
    Program program =
        new Program("test", List.of("for a test"), List.of(new Faulty()));

    Ended ended = new FakeTerminal().run(program, "faulty");

    assertEquals(Exit.UNKNOWN, ended.status());
    assertTrue(ended.err().startsWith("test: this should not have happened:"
        + " java.lang.IllegalStateException: for a test\n"), ended.err());
  }

  static Stream<Subcommand> configured() {
    return Raft.PROGRAM.commands().stream()
        .filter(Subcommand::readsConfiguration)
        .filter(command -> command.words().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("configured")
  void everyCommandThatReadsTheConfigurationTakesItsFields(Subcommand command) {
    isRefused(nodes.raft(command.name(), "--max-key", "0"), "max-key must be");
  }

  @Test void aFieldMayAlsoComeFromAVariable() {
    FakeTerminal terminal = new FakeTerminal().variable("RAFT_MAX_KEY", "0");

    isRefused(nodes.raft(terminal, "keys"), "max-key must be");
  }
}
