package lab.course;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.course.ChildJvm.Ended;
import lab.course.ChildJvm.TimeLimits;
import lab.course.TestResult.TestOutcome;
import lab.script.Play;
import lab.script.Scenario;

/** Scenarios, seeds and the shrinking of one, in processes of their own. */
final class SimulatorRun {
  private static final TimeLimits PLAY = new TimeLimits(40, 5);
  private static final TimeLimits SEEDS = new TimeLimits(120, 10);
  private static final TimeLimits SHRINK = new TimeLimits(30, 30);

  private final Product product;
  private final Exercise lab;
  private final Path below;

  /** @param below the folder that its reports go into */
  SimulatorRun(Product product, Exercise lab, Path below) {
    this.product = product;
    this.lab = lab;
    this.below = below;
  }

  /** The scenarios of the project in which a rule of the lab does something. */
  List<Path> scenarios() throws IOException {
    Path folder = product.root().resolve("test/scenarios");
    List<Path> shown = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        if (file.toString().endsWith(".txt") && shows(file)) shown.add(file);
      }
    }
    return shown;
  }

  private boolean shows(Path file) throws IOException {
    String text = Files.readString(file);
    return Scenario.parse(file.toString(), text).mutant() == null
        && text.lines().allMatch(line -> !line.startsWith("expect violation")
            || line.equals("expect violation none"))
        && lab.rules().stream().anyMatch(rule -> text.contains("(" + rule + ")"));
  }

  /** What came of each scenario. */
  List<TestResult> play(Built built) throws IOException {
    List<Path> files = scenarios();
    List<String> words = new ArrayList<>(List.of("play"));
    for (Path file : files) words.add(file.toString());
    List<JsonObject> lines = new ArrayList<>();
    Ended ended = run(built.folder(), words, PLAY, lines);
    Map<String, JsonObject> told = new TreeMap<>();
    for (JsonObject line : lines) {
      told.put(text(line, line.has("ends") ? "ends" : "begins"), line);
    }
    List<TestResult> results = new ArrayList<>();
    for (Path file : files) {
      results.add(result(file, told.get(file.getFileName().toString()), ended));
    }
    return results;
  }

  /** @param told the last line about it; null if there is none */
  private TestResult result(Path file, JsonObject told, Ended ended)
      throws IOException {
    String name = file.getFileName().toString();
    if (told == null) {
      return new TestResult(name, List.of(), TestOutcome.NOT_RUN, "was not played");
    }
    if (told.has("begins")) {
      return new TestResult(name, List.of(), ended.wasEnded() ? TestOutcome.ENDLESS
          : TestOutcome.CRASHED, howItEnded(ended));
    }
    return told.get("wrong").isJsonNull() ? new TestResult(name,
        ofTheLab(Play.rulesIn(Files.readAllLines(file))), TestOutcome.PASSED, "")
        : new TestResult(name, amiss(told), TestOutcome.FAILED,
            text(told, "wrong"));
  }

  /** Those in which something was thrown; else the first by which it differs. */
  private List<String> amiss(JsonObject told) throws IOException {
    List<String> thrown = thrownIn(told);
    return !thrown.isEmpty() ? thrown : Stream.of(text(told, "amiss").split("/"))
        .map(paragraph -> ofTheLab(List.of(paragraph.split(" "))))
        .filter(rules -> !rules.isEmpty()).findFirst().orElse(List.of());
  }

  private List<String> ofTheLab(Collection<String> labels) {
    return lab.rules().stream().filter(labels::contains).toList();
  }

  private static String howItEnded(Ended ended) {
    return ended.wasEnded() ? "it comes to no end" : "it ends the process";
  }

  /** @param page where the picture goes, if a promise is broken */
  SeedsGrade runSeeds(Built built, long seeds, Path page) throws IOException {
    List<JsonObject> lines = new ArrayList<>();
    Ended ended =
        run(built.folder(), List.of("seeds", String.valueOf(seeds)), SEEDS, lines);
    for (JsonObject line : lines) {
      if (!line.has("seed")) continue;
      long seed = Long.parseLong(text(line, "seed"));
      String story = text(line, "story");
      if (text(line, "property").equals("no exception")) {
        return SeedsGrade.broken(seeds, seed, story, thrownIn(line));
      }
      return shrunk(built, SeedsGrade.broken(seeds, seed, story,
          thrownIn(line)), page);
    }
    if (ended.status() == 0) return SeedsGrade.clean(seeds);
    return SeedsGrade.broken(seeds, unfinished(lines), howItEnded(ended),
        List.of());
  }

  private static long unfinished(List<JsonObject> lines) {
    List<String> begun = lines.stream().filter(line -> line.has("begins"))
        .map(line -> text(line, "begins")).collect(Collectors.toList());
    lines.stream().filter(line -> line.has("ends"))
        .forEach(line -> begun.remove(text(line, "ends")));
    return begun.stream().mapToLong(each ->
        Long.parseLong(each.replaceFirst("seed ", ""))).min().orElse(0);
  }

  private SeedsGrade shrunk(Built built, SeedsGrade found, Path page)
      throws IOException {
    List<JsonObject> lines = new ArrayList<>();
    run(built.folder(), List.of("shrink", String.valueOf(found.broken())), SHRINK,
        lines);
    if (lines.isEmpty()) {
      return SeedsGrade.broken(found.seeds(), found.broken(), found.story()
          + " / too long a run to be made a schedule of", found.rules());
    }
    JsonObject shrunk = lines.get(0);
    List<String> script = text(shrunk, "script").lines().toList();
    if (text(shrunk, "commands").equals("0")) { // only comments
      return SeedsGrade.broken(found.seeds(), found.broken(), found.story()
          + script.stream().filter(line -> line.startsWith("#   build/lab "))
          .map(line -> " / in that project, " + line.replaceFirst("# +", ""))
          .collect(Collectors.joining()), found.rules());
    }
    Files.createDirectories(page.getParent());
    Path schedule = page.resolveSibling(page.getFileName().toString()
        .replaceFirst("[.]html$", ".txt"));
    Files.write(schedule, script);
    boolean drawn = !shrunk.get("page").isJsonNull();
    if (drawn) Files.writeString(page, text(shrunk, "page"));
    return new SeedsGrade(found.seeds(), found.broken(), found.story(),
        schedule, drawn ? page : null, found.rules().isEmpty()
            ? amissIn(schedule) : found.rules());
  }

  /** What our own servers do otherwise when they play it. */
  private List<String> amissIn(Path schedule) throws IOException {
    List<JsonObject> lines = new ArrayList<>();
    run(product.tests(), List.of("play", schedule.toString()), PLAY, lines);
    for (JsonObject line : lines) if (line.has("ends")) return amiss(line);
    return List.of();
  }

  /**
   * If something was thrown, the rules of the innermost method on its way that
   * the lab leaves blank.
   */
  private List<String> thrownIn(JsonObject told) throws IOException {
    Map<String, List<String>> blank = new TreeMap<>();
    for (Map.Entry<String, String> each
        : lab.blankFiles(product.root()).entrySet()) {
      Path file = product.root().resolve(each.getKey());
      BlankMethods.of(Files.readString(file), each.getValue(), lab.rules())
          .forEach((method, rules) ->
              blank.put(file.getFileName() + ":" + method, rules));
    }
    return Stream.of(text(told, "methods").split(" ")).map(blank::get)
        .filter(rules -> rules != null && !rules.isEmpty()).findFirst()
        .orElse(List.of());
  }

  /** @param classes in the place of the project's own */
  private Ended run(Path classes, List<String> words, TimeLimits limits,
      List<JsonObject> lines) throws IOException {
    Path report = below.resolve(words.get(0) + ".jsonl");
    Files.deleteIfExists(report); // of an earlier one, if this writes none
    List<String> main = new ArrayList<>(List.of(InSubmission.class.getName(),
        report.toString(), lab.features().stream().map(Enum::name).sorted()
            .collect(Collectors.joining(","))));
    main.addAll(words);
    Ended ended = new ChildJvm(below, report, limits).run(
        ChildJvm.java(product.classPathBehind(classes), main));
    if (Files.exists(report)) {
      for (String line : Files.readAllLines(report)) addTo(lines, line);
    }
    return ended;
  }

  private static void addTo(List<JsonObject> lines, String line) {
    try {
      JsonElement read = JsonParser.parseString(line);
      if (read.isJsonObject()) lines.add(read.getAsJsonObject());
    } catch (JsonParseException cutOff) {
      // The process was ended in the middle of its last line.
    }
  }

  private static String text(JsonObject line, String name) {
    return line.get(name).getAsString();
  }
}
