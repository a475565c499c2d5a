package lab.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import lab.broken.InMutant.Budget;
import lab.broken.Experiment;
import lab.broken.Finding;
import lab.broken.ShrinkTimes;
import lab.broken.Patch;
import raft.cli.Arguments;
import raft.cli.Exit;
import raft.cli.Option;
import raft.cli.Subcommand;
import raft.cli.Terminal;
import raft.cli.UsageException;
import raft.text.NearestWord;

/** {@code lab broken}: Raft with one rule wrong, in the simulator. */
final class BrokenCommand implements Subcommand {
  @Override public String name() {
    return "broken";
  }

  @Override public String words() {
    return "[MUTANT]";
  }

  @Override public String summary() {
    return "break each rule of Figure 2 and see it caught";
  }

  @Override public String details() {
    return """
        Each file in lab-notes/broken is a patch that breaks a rule. It is
        applied in memory, compiled, and run in the simulator, seed after
        seed, until a promise is broken or the last seed has passed. The exit
        status is 1 unless all goes as the patches' headers predict.
        For a single MUTANT, the name of a file there without .patch, the
        violation is told, shrunk to a schedule of few commands for lab play,
        build/broken/MUTANT.txt, and drawn as MUTANT.html. Those that no random
        run finds are caught by a scenario of test/scenarios, and those in the
        sockets and files by a test, if the tests are built (make test).""";
  }

  @Override public String example() {
    return "lab broken AE3-always-truncates";
  }

  @Override public List<Option> options() {
    return List.of(
        new Option("seeds", "N", "most seeds for each mutant (1000)"));
  }

  @Override public int run(Arguments arguments, Terminal terminal)
      throws IOException {
    Path project = terminal.project();
    Experiment experiment = new Experiment(project, new Budget(
        arguments.number("seeds", 1, Integer.MAX_VALUE, 1000), true));
    List<String> names = Patch.names(project);
    if (arguments.words().isEmpty()) return all(names, experiment, terminal);
    String name = arguments.word(0);
    if (names.contains(name)) return one(name, experiment, terminal);
    throw new UsageException("there is no mutant " + name + "; did you mean "
        + NearestWord.to(name, names) + "? They are in lab-notes/broken");
  }

  private static int all(List<String> names, Experiment experiment,
      Terminal terminal) throws IOException {
    int strange = 0;
    int run = 0;
    ShrinkTimes miniatures = new ShrinkTimes();
    terminal.say(Finding.head());
    for (String name : names) {
      Finding finding = experiment.run(name);
      if (finding == null) continue;
      terminal.say(finding + miniatures.of(experiment, finding));
      run++;
      if (!finding.isAsPredicted()) strange++;
    }
    terminal.say("%d mutants, %d not as predicted".formatted(run, strange));
    terminal.say(miniatures.summary());
    sayUnrun(experiment, terminal);
    return strange == 0 ? Exit.DONE : Exit.NO;
  }

  private static int one(String name, Experiment experiment, Terminal terminal)
      throws IOException {
    Finding finding = experiment.run(name);
    sayUnrun(experiment, terminal);
    if (finding == null) return Exit.DONE;
    terminal.say(Finding.head());
    terminal.say(finding + new ShrinkTimes().of(experiment, finding));
    if (finding.found() != null) {
      terminal.say(finding.found().story());
      show(experiment.draw(finding), terminal);
    }
    return finding.isAsPredicted() ? Exit.DONE : Exit.NO;
  }

  private static void show(List<Path> files, Terminal terminal) {
    for (Path file : files) {
      terminal.say((file.toString().endsWith(".html") ? "Picture: "
          : "Schedule: ") + file.toAbsolutePath());
    }
  }

  private static void sayUnrun(Experiment experiment, Terminal terminal) {
    if (experiment.unrun().isEmpty()) return;
    terminal.say("Not run: the tests are not built; 'make test' does that.");
    experiment.unrun().forEach(each -> terminal.say("  " + each));
  }
}
