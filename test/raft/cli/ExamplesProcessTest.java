package raft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.cli.Lab;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import raft.cli.Examples.Example;
import raft.node.ConfigurationException;

/**
 * What the README, the lab notes and the help tell a reader to type does what
 * they say it does. Lines of a block are run, in the order of the page, in a
 * copy of the project; what stands in running text is checked.
 */
@Timeout(900)
class ExamplesProcessTest {

  // How a line begins that is only checked, and why.
  private static final Map<String, String> NOT_RUN = Map.ofEntries(
      Map.entry("make test", "this test is one of them"),
      Map.entry("make demo", "DemoProcessTest runs it"),
      Map.entry("raft demo", "DemoProcessTest runs it"),
      Map.entry("lab churn", "minutes; ChurnProcessTest runs it"),
      Map.entry("make sim SEEDS=1000", "minutes"),
      Map.entry("lab sim --seeds 1000", "minutes"),
      Map.entry("build/lab sim --coverage --seeds 20", "half a minute"),
      Map.entry("make broken", "a minute for each rule; ExamTest runs some"),
      Map.entry("lab broken", "a minute; ExamTest runs some"),
      Map.entry("build/lab broken", "a minute; ExamTest runs some"),
      Map.entry("build/lab play build/broken/", "make broken writes it"),
      Map.entry("git apply", "a minute; SchedulesTest applies each patch"),
      Map.entry("make exercise", "ExerciseFolderTest lays them out"),
      Map.entry("lab exercise", "ExerciseFolderTest lays them out"),
      Map.entry("make grade", "half a minute; GraderProcessTest grades some"),
      Map.entry("lab grade", "half a minute; GraderProcessTest grades some"),
      Map.entry("build/lab grade", "minutes; GraderProcessTest grades some"),
      Map.entry("make bench", "minutes; BenchCommandTest runs it"),
      Map.entry("lab bench", "minutes; BenchCommandTest runs it"),
      Map.entry("build/lab bench", "minutes; BenchCommandTest runs it"),
      Map.entry("make figures", "a minute; FiguresCommandTest draws them"),
      Map.entry("lab figures", "a minute; FiguresCommandTest draws them"),
      Map.entry("make figure-16", "minutes; Figure16CommandTest runs it"),
      Map.entry("lab figure-16", "minutes; Figure16CommandTest runs it"),
      Map.entry("build/lab figure-16", "minutes; Figure16CommandTest does"));

  // What does not end by itself, and by what one sees that it works.
  private static final Map<Pattern, String> STAYS = Map.of(
      Pattern.compile("make run .*|(build/)?raft node .*"), "listens to peers",
      Pattern.compile("make cluster|(build/)?raft cluster.*"), "nodes run here",
      Pattern.compile("(build/)?raft status --watch.*"), "healthy");

  // What ends with another status than 0, and with which.
  private static final Map<String, List<Integer>> ENDS_WITH = Map.of(
      "build/lab play build/no-op.txt", List.of(Exit.NO), // as the note says
      "build/lab play my/impossible.txt", List.of(Exit.NO),
      "build/lab play my/wrong.txt", List.of(Exit.NO),
      // 3 if n1 did not lead: it cannot be told to.
      "build/raft put x lost --client me --serial 1",
      List.of(Exit.UNKNOWN, Exit.NOTHING_DONE),
      // 1 if n1 was never a candidate or leader: it has called nobody.
      "grep -A 12 '^\"n2 from n1\"' threads.txt", List.of(0, 1));

  // What must be among what it prints.
  private static final Map<String, String> PRINTS = Map.of(
      "build/raft put x 1; build/raft get x", "ok\n1\n",
      "java -cp build/raft.jar:build/lib/gson-2.15.0.jar my/Colours.java",
      "blue\n{colour=blue, x=1}\n{\"status\":\"ok\",",
      "python3 my/client.py configs/three-nodes.json",
      "{'status': 'ok'}\n{'status': 'ok', 'value': 'green'}\n",
      "build/raft call '{\"op\":\"add\",\"by\":2}'",
      "{\"status\":\"ok\",\"count\":2}\n",
      "build/raft append x 9 --client me --serial 1; echo \"status $?\"",
      "status 2\n", // another command
      "build/raft append x 2 --client me --serial 2; echo \"status $?\"",
      "status 4\n", // overtaken
      "build/raft append x 4 --client me --serial 4; echo \"status $?\"",
      "status 4\n", // expired
      "build/raft append x 5 --client me --serial 5; echo \"status $?\"",
      "ok\nstatus 0\n");

  private static final Pattern COMMAND =
      Pattern.compile("(?:^|[;&|(] *)(?:RAFT_\\w+=\\S+ )*(?:build/)?(raft|lab)"
          + "((?: +(?:'[^']*'|\"[^\"]*\"|[^\\s;&|<>)'\"]+))+)");
  private static final Pattern WORD =
      Pattern.compile("'([^']*)'|\"([^\"]*)\"|[^\\s;&|<>'\"]+");
  private static final Pattern OPTION =
      Pattern.compile("--[a-z0-9-]+(?:[ =][^\\s.,:;()]+)?");
  private static final Pattern VARIABLE =
      Pattern.compile("RAFT_([A-Z_]+)=([^\\s.,:;()]+)");
  private static final Pattern TESTS =
      Pattern.compile("make test (?:ONLY=([\\w.]+)|TAG=(\\w+))");
  private static final Pattern MUTANT =
      Pattern.compile("make broken RULE=([\\w-]+)");

  // Of the program maelstrom, in the help of our command of that name.
  private static final Pattern FOREIGN = Pattern.compile(
      "--(bin|node-count|concurrency|rate|time-limit|nemesis)\\b.*");

  @TempDir Path folder;

  static Stream<Path> pages() throws IOException {
    try (Stream<Path> notes = Files.walk(Path.of("lab-notes"))) {
      return Stream.concat(Stream.of(Path.of("README.md")), notes
          .filter(file -> file.toString().endsWith(".md")).sorted()).toList()
          .stream();
    }
  }

  private static Stream<Subcommand> commands() {
    return Stream.of(Raft.PROGRAM, Lab.PROGRAM)
        .flatMap(program -> program.commands().stream()).distinct();
  }

  // ---- run -------------------------------------------------------------

  @ParameterizedTest
  @MethodSource("pages")
  void whatAPageTellsToTypeWorks(Path page) throws IOException {
    Examples examples = new Examples(page);
    try (ProjectCopy project = new ProjectCopy(folder)) {
      for (Map.Entry<String, String> file : examples.files.entrySet()) {
        project.write(file.getKey(), file.getValue());
      }

      for (Example example : examples.lines) perform(example, project);
    }
  }

  // Of raft node alone, and of the others with the nodes of raft cluster.
  @Test void theHelpsOwnExamplesWork() throws IOException {
    List<Example> examples = commands().map(command ->
        new Example("help " + command.name(), command.example())).toList();
    try (ProjectCopy one = new ProjectCopy(folder.resolve("one"));
        ProjectCopy all = new ProjectCopy(folder.resolve("all"))) {

      for (Example example : examples) {
        perform(example, example.place().equals("help node") ? one : all);
      }
    }
  }

  private static void perform(Example example, ProjectCopy project) {
    String line = example.line();
    if (line.startsWith("export ")) {
      project.export(line);
    } else if (NOT_RUN.keySet().stream().anyMatch(line::startsWith)) {
      check(example);
    } else {
      run(example, project);
    }
  }

  private static void run(Example example, ProjectCopy project) {
    String line = example.line();
    for (Pattern stays : STAYS.keySet()) {
      if (!stays.matcher(line).matches()) continue;
      // Its nodes are others, at the same ports.
      if (line.contains("cluster")) project.endAll();
      project.start(line, STAYS.get(stays));
      return;
    }
    Ended ended = project.run(line);
    assertTrue(ENDS_WITH.getOrDefault(line, List.of(Exit.DONE))
        .contains(ended.status()), example + " " + ended);
    assertTrue(ended.out().contains(PRINTS.getOrDefault(line, "")),
        example + " " + ended);
  }

  // ---- check -----------------------------------------------------------

  @ParameterizedTest
  @MethodSource("pages")
  void whatAPageMentionsIsThere(Path page) {
    Examples examples = new Examples(page);

    examples.spans.forEach(ExamplesProcessTest::check);
  }

  @Test void whatTheHelpMentionsIsThere() {
    for (Subcommand command : commands().toList()) {
      for (String line : command.details().split("\n")) {
        Example example = new Example("help " + command.name(), "| " + line);

        check(example);
        OPTION.matcher(line.split(" -- ")[0]).results()
            .map(found -> found.group())
            .filter(option -> !FOREIGN.matcher(option).matches())
            .forEach(option -> check(new Example(example.place(), option)));
      }
    }
  }

  private static void check(Example example) {
    try {
      String line = example.line();
      if (line.contains("...") || line.contains("…")) return;
      if (line.startsWith("--")) checkOption(line);
      VARIABLE.matcher(line).results()
          .filter(variable -> line.startsWith("RAFT"))
          .forEach(variable -> checkVariable(variable.group(1),
              variable.group(2)));
      COMMAND.matcher(line).results().forEach(command ->
          checkCommand(
              command.group(1), words(command.group(2))));
      checkMake(line);
    } catch (UsageException | ConfigurationException e) {
      fail(example + ": " + e.getMessage());
    }
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(line);
    while (word.find()) {
      words.add(Stream.of(1, 2, 0).map(word::group)
          .filter(group -> group != null).findFirst().orElseThrow());
    }
    return words;
  }

  /** A word alone is a mention of the command, and no more. */
  private static void checkCommand(String name, List<String> words) {
    if (words.get(0).equals("--help")) return;
    Program program = name.equals("lab") ? Lab.PROGRAM : Raft.PROGRAM;
    Subcommand command = program.find(words.get(0));
    if (words.size() == 1) return;
    String last = words.get(words.size() - 1);
    if (last.startsWith("--")) {
      assertOption(last.substring(2), command);
      return;
    }
    Arguments arguments = Arguments.parse(words.subList(1, words.size()),
        command.allOptions(), Map.of());
    program.checkWords(command, arguments.words().size());
    if (command.readsConfiguration()) arguments.config();
  }

  /** Some command takes it, and with it the configuration is a whole one. */
  private static void checkOption(String line) {
    List<String> refusals = new ArrayList<>();
    for (Subcommand command : commands().toList()) {
      try {
        checkOption(line, command);
        return;
      } catch (UsageException | ConfigurationException e) {
        refusals.add(command.name() + ": " + e.getMessage());
      }
    }
    fail(line + ": " + refusals);
  }

  private static void checkOption(String line, Subcommand command) {
    String[] parts = line.substring(2).split("[ =]");
    if (parts.length == 1 || parts[1].matches("[A-Z,]+")) {
      assertOption(parts[0], command);
      return;
    }
    Arguments arguments = Arguments.parse(words(line), command.allOptions(),
        Map.of());
    if (command.readsConfiguration()) arguments.config();
  }

  private static void assertOption(String name, Subcommand command) {
    if (command.allOptions().stream().anyMatch(option ->
        option.name().equals(name))) return;
    throw new UsageException("no option " + name);
  }

  private static void checkVariable(String name, String value) {
    if (List.of("CONFIG", "DATA", "CLASSPATH", "JAVA_OPTS").contains(name)) {
      return;
    }
    checkOption("--" + name.toLowerCase().replace('_', '-') + "=" + value);
  }

  private static void checkMake(String line) {
    MUTANT.matcher(line).results().forEach(mutant -> assertTrue(Files.exists(
        Path.of("lab-notes/broken", mutant.group(1) + ".patch")), line));
    TESTS.matcher(line).results().forEach(test -> assertTrue(
        test.group(2) == null ? Files.exists(Path.of("test",
            test.group(1).replace('.', '/') + ".java")) : isTag(test.group(2)),
        line));
    if (line.startsWith("make ")) assertTarget(line.split("[ ;]+")[1]);
  }

  private static boolean isTag(String tag) {
    try (Stream<Path> tests = Files.walk(Path.of("test"))) {
      return tests.filter(file -> file.toString().endsWith(".java"))
          .anyMatch(file -> text(file).contains("@Tag(\"" + tag + "\")"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertTarget(String target) {
    assertTrue(text(Path.of("Makefile")).lines().anyMatch(line ->
        line.matches("([a-z0-9-]+ )*" + target + "( [a-z0-9-]+)*:.*")),
        "make " + target);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // ---- typed into a node's terminal ------------------------------------

  @Test void theWordsForANodesTerminalAreUnderstood() throws IOException {
    List<String> words = pages().map(Examples::new)
        .flatMap(page -> page.spans.stream().map(Example::line))
        .filter(ExamplesProcessTest::isForANode).distinct().toList();
    try (ProjectCopy project = new ProjectCopy(folder)) {
      CommandProcess cluster = project.start("raft cluster", "nodes run here");

      cluster.type(words.stream().map(ExamplesProcessTest::addressed)
          .collect(Collectors.joining("\n", "", "\nquit\n")));

      Ended ended = cluster.awaitEnd();
      assertEquals(List.of(), ended.err().lines().filter(line ->
          line.contains("('help' lists") && !line.contains("leads:")).toList());
    }
  }

  private static boolean isForANode(String span) {
    return !span.equals("quit") && Console.KNOWN.contains(
        span.replaceFirst("^n\\d ", "").split(" ")[0]);
  }

  /** What is typed into the terminal of one node, where several run. */
  private static String addressed(String words) {
    return words.matches("n\\d .*") ? words : "n1 " + words;
  }
}
