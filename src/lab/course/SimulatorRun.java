package lab.course;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.course.ChildJvm.Ended;
import lab.course.ChildJvm.TimeLimits;
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

  ScenariosGrade play(Built built) throws IOException {
    List<String> words = new ArrayList<>(List.of("play"));
    for (Path file : scenarios()) words.add(file.toString());
    List<JsonObject> lines = new ArrayList<>();
    Ended ended = run(built, words, PLAY, lines);
    Map<String, String> wrong = new TreeMap<>();
    for (Path file : scenarios()) {
      wrong.put(file.getFileName().toString(), "was not played");
    }
    for (JsonObject line : lines) {
      if (line.has("begins")) {
        wrong.put(text(line, "begins"), howItEnded(ended));
      } else if (line.get("wrong").isJsonNull()) {
        wrong.remove(text(line, "ends"));
      } else {
        wrong.put(text(line, "ends"), text(line, "wrong"));
      }
    }
    return new ScenariosGrade(scenarios().size(), wrong);
  }

  private static String howItEnded(Ended ended) {
    return ended.wasEnded() ? "it comes to no end" : "it ends the process";
  }

  /** @param page where the picture goes, if a promise is broken */
  SeedsGrade runSeeds(Built built, long seeds, Path page) throws IOException {
    List<JsonObject> lines = new ArrayList<>();
    Ended ended =
        run(built, List.of("seeds", String.valueOf(seeds)), SEEDS, lines);
    for (JsonObject line : lines) {
      if (!line.has("seed")) continue;
      long seed = Long.parseLong(text(line, "seed"));
      String story = text(line, "story");
      if (text(line, "property").equals("no exception")) {
        return new SeedsGrade(seeds, seed, story, null, null);
      }
      return shrunk(built, new SeedsGrade(seeds, seed, story, null, null), page);
    }
    if (ended.status() == 0) return new SeedsGrade(seeds, 0, null, null, null);
    return new SeedsGrade(seeds, unfinished(lines), howItEnded(ended), null,
        null);
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
    run(built, List.of("shrink", String.valueOf(found.broken())), SHRINK,
        lines);
    if (lines.isEmpty()) return found;
    JsonObject shrunk = lines.get(0);
    Files.createDirectories(page.getParent());
    Path schedule = page.resolveSibling(page.getFileName().toString()
        .replaceFirst("[.]html$", ".txt"));
    Files.writeString(schedule, text(shrunk, "script"));
    boolean drawn = !shrunk.get("page").isJsonNull();
    if (drawn) Files.writeString(page, text(shrunk, "page"));
    return new SeedsGrade(found.seeds(), found.broken(), found.story(),
        schedule, drawn ? page : null);
  }

  private Ended run(Built built, List<String> words, TimeLimits limits,
      List<JsonObject> lines) throws IOException {
    Path report = below.resolve(words.get(0) + ".jsonl");
    List<String> main = new ArrayList<>(List.of(InSubmission.class.getName(),
        report.toString(), lab.features().stream().map(Enum::name).sorted()
            .collect(Collectors.joining(","))));
    main.addAll(words);
    Ended ended = new ChildJvm(below, report, limits).run(
        ChildJvm.java(product.classPathBehind(built.folder()), main));
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
