package lab.hunt;

import com.google.gson.Gson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import lab.broken.Detection;
import lab.broken.InMutant.Budget;
import lab.broken.InMutant.MutantRun;
import lab.broken.InMutant.Recorded;
import lab.broken.InMutant.ScenarioResult;
import lab.broken.InMutant.Script;
import lab.broken.Mutant;
import lab.broken.Patch;
import lab.script.Step;
import lab.shrink.Shrunk;

/**
 * A process in which a mutant runs: it reads a {@link MutantTask} a line, in
 * JSON, and writes an {@link Observation} for each. The first line is the name
 * of the mutant, which is no argument, since anybody can list arguments.
 */
final class MutantMain {
  private final String name;
  private final Mutant mutant;

  private MutantMain(String name, Path project) throws IOException {
    this.name = name;
    mutant = Mutant.of(Patch.read(project, name), project);
  }

  /** Runs until its input ends, even if a question is not answered by then. */
  public static void main(String[] line) throws IOException {
    BufferedReader in = new BufferedReader(
        new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintStream out =
        new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Gson gson = new Gson();
    MutantMain here = new MutantMain(in.readLine(), Path.of(line[0]));
    ExecutorService work = Executors.newSingleThreadExecutor();
    for (String each = in.readLine(); each != null; each = in.readLine()) {
      MutantTask task = gson.fromJson(each, MutantTask.class);
      work.execute(() -> out.println(gson.toJson(here.answer(task))));
    }
    System.exit(0); // also out of a loop
  }

  private Observation answer(MutantTask task) {
    try {
      return switch (task.what()) {
        case SIM -> sim(task.first(), task.seeds());
        case PLAY -> play(task.script());
        case SHRINK -> shrink(task.first());
      };
    } catch (RuntimeException | Error failed) {
      return Observation.none("This cannot be done: " + failed);
    }
  }

  private Observation sim(long first, long seeds) {
    Detection found = mutant.runSwarm(new Budget(first, seeds, true, name));
    if (found.property() == null) {
      return Observation.none("Seeds %d to %d: all promises were kept."
          .formatted(first, first + seeds - 1));
    }
    Recorded recorded = mutant.record(new MutantRun(name, found.seed()));
    return new Observation(found.property(), found.seed(),
        found.story().lines().toList(), recorded.lines(), recorded.page(),
        null);
  }

  private Observation play(Script script) {
    ScenarioResult result = mutant.perform(script);
    List<String> told = new ArrayList<>(result.complaints());
    if (told.isEmpty()) told.add("All is as " + script.name() + " says.");
    List<String> trace = new ArrayList<>();
    for (Step step : result.steps()) {
      trace.add(step.command());
      step.traced().forEach(line -> trace.add("    " + line));
    }
    return new Observation(result.broken(), 0, told, trace, result.page(),
        null);
  }

  private Observation shrink(long seed) {
    Shrunk shrunk = mutant.shrink(new MutantRun(name, seed));
    return new Observation(null, seed, List.of(), List.of(), shrunk.page(),
        shrunk.script());
  }
}
