package lab.cli;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import lab.broken.Patch;
import lab.course.Calibration;
import lab.course.Calibration.Sample;
import lab.course.Exercise;
import lab.course.ExerciseFolder;
import lab.course.Grade;
import lab.course.Grader;
import lab.course.Submission.Unfit;
import raft.cli.Arguments;
import raft.cli.Exit;
import raft.cli.Option;
import raft.cli.Subcommand;
import raft.cli.Terminal;
import raft.cli.UsageException;

/** {@code lab grade}: which rules of a lab a student's code keeps. */
final class GradeCommand implements Subcommand {
  @Override public String name() {
    return "grade";
  }

  @Override public String words() {
    return "LAB [DIR...]";
  }

  @Override public String summary() {
    return "say which rules of a lab hold in a student's project";
  }

  @Override public String details() {
    return """
        Of each DIR it takes src/raft/*.java and src/raft/kv/*.java, and the
        rest from this project. It runs the tests that bear the lab's labels,
        the scenarios in which its rules do something, and simulated runs, each
        in a process with limits to its time, memory and output. For each rule
        it says whether it holds, and in one line which to look at first. What
        holds on the blank too earns no points, but can lose some. What breaks a
        promise in a simulated run is shrunk to a schedule, and drawn, in
        build/grade. Several DIRs give a table. The exit status is 1 if anything
        is wrong.""";
  }

  @Override public String example() {
    return "lab grade replication my-raft";
  }

  @Override public List<Option> options() {
    return List.of(
        new Option("seeds", "N", "simulated runs for each (100)"),
        new Option("json", null, "an object for each DIR, a line each"),
        new Option("calibrate", null,
            "grade the project's own broken rules instead, and the solution"));
  }

  @Override public int run(Arguments arguments, Terminal terminal)
      throws IOException {
    Exercise lab = ExerciseCommand.lab(arguments.word(0), terminal);
    List<Path> folders = arguments.words().stream().skip(1).map(Path::of)
        .toList();
    if (!arguments.has("calibrate")) check(folders, terminal);
    Progress progress = new Progress(terminal);
    try {
      Grader grader = new Grader(terminal.project(), lab,
          arguments.number("seeds", 1, 100_000, 100),
          terminal.project().resolve("build/grade"), progress::show);
      boolean json = arguments.has("json");
      return arguments.has("calibrate")
          ? calibrate(new Calibration(terminal.project(), lab, grader), json,
              progress) : grade(grader, folders, json, progress);
    } catch (Unfit notBuilt) {
      throw new UsageException(notBuilt.getMessage());
    } finally {
      progress.clear();
    }
  }

  private static void check(List<Path> folders, Terminal terminal) {
    if (ExerciseFolder.isExercise(terminal.project())) {
      throw new UsageException("this is an exercise, and would grade itself;"
          + " say it in the project that laid it out: EXERCISE.md has the"
          + " command");
    }
    if (folders.isEmpty()) {
      throw new UsageException("grade what? Name the folder: DIR=...");
    }
    for (Path folder : folders) {
      if (!Files.isDirectory(folder)) {
        throw new UsageException("there is no folder " + folder);
      }
    }
  }

  private static int calibrate(Calibration calibration, boolean json,
      Progress progress) throws IOException {
    List<Sample> samples = new ArrayList<>();
    samples.add(calibration.solution());
    show(samples.get(0), json, progress);
    for (Patch mutant : calibration.mutants()) {
      Sample sample = calibration.of(mutant);
      show(sample, json, progress);
      samples.add(sample);
    }
    long harmful = samples.stream().filter(each -> !each.isHarmless()).count();
    long named = samples.stream()
        .filter(each -> each.isNamed() && !each.isHarmless()).count();
    long misjudged = samples.stream().filter(Sample::isMisjudged).count();
    if (!json) {
      progress.say(List.of("%d of %d named first, %d misjudged".formatted(named,
          harmful, misjudged)));
    }
    return misjudged == 0 && named * 10 >= harmful * 9 ? Exit.DONE : Exit.NO;
  }

  private static void show(Sample sample, boolean json, Progress progress) {
    progress.say(List.of(json ? line(sample.grade()) : sample.toString()));
  }

  private static String line(Grade grade) {
    return new GsonBuilder().serializeNulls().create().toJson(grade.json());
  }

  /** Two at a time: a grade keeps about one processor busy. */
  private static int grade(Grader grader, List<Path> folders, boolean json,
      Progress progress) throws IOException {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    List<Grade> grades = new ArrayList<>();
    try {
      List<Future<Grade>> begun = folders.stream()
          .map(folder -> pool.submit(() -> grader.grade(folder))).toList();
      for (Future<Grade> each : begun) {
        Grade grade = await(each);
        grades.add(grade);
        progress.say(json ? List.of(line(grade)) : grade.lines());
      }
    } finally {
      pool.shutdownNow();
    }
    if (!json && grades.size() > 1) progress.say(table(grades));
    boolean passed = grades.stream().allMatch(Grade::isPassed);
    return passed ? Exit.DONE : Exit.NO;
  }

  private static Grade await(Future<Grade> grade) throws IOException {
    try {
      return grade.get();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the grading was interrupted", stopped);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof IOException io) throw io;
      throw new IllegalStateException(failed.getCause());
    }
  }

  private static List<String> table(List<Grade> grades) {
    int width = grades.stream().mapToInt(each -> each.name().length()).max()
        .orElse(0);
    String name = "%-" + Math.max("submission".length(), width) + "s";
    List<String> table = new ArrayList<>(List.of("", (name + " %10s  %s")
        .formatted("submission", "points", "look first at")));
    for (Grade each : grades) {
      table.add((name + " %3d of %3d  %s").formatted(each.name(),
          each.points(), each.most(), advice(each)));
    }
    return table;
  }

  private static String advice(Grade grade) {
    if (grade.isPassed()) return "-";
    if (grade.unfit() != null) {
      return grade.unfit().lines().findFirst().orElseThrow();
    }
    return grade.lookFirstAt() == null ? "its seeds" : grade.lookFirstAt();
  }
}
