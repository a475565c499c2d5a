package lab.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import lab.broken.Patch.PatchException;
import lab.broken.InMutant.ScenarioResult;
import lab.broken.InMutant.ScenarioInMutant;
import lab.broken.InMutant.Script;
import raft.cli.Arguments;
import raft.cli.Exit;
import raft.cli.Option;
import raft.cli.Subcommand;
import raft.cli.Terminal;
import raft.cli.UsageException;

/** {@code lab play}: a scenario, step by step, forwards and back. */
final class PlayCommand implements Subcommand {
  @Override public String name() {
    return "play";
  }

  @Override public String words() {
    return "FILE";
  }

  @Override public String summary() {
    return "walk through a scenario, forwards and back";
  }

  @Override public String details() {
    return """
        A scenario says what happens to a cluster, message by message; many are
        in test/scenarios, and src/lab/script/package-info.java tells the
        language. On a terminal Enter goes on, b back, and q ends. Otherwise all
        steps are printed. The status is 1 if a server traced anything else than
        the file says, or an expectation of the file is not met.""";
  }

  @Override public String example() {
    return "lab play test/scenarios/figure-8.txt";
  }

  @Override public List<Option> options() {
    return List.of(
        new Option("html", "OUT", "draw it, as a page for a browser"),
        new Option("rewrite", null,
            "write what is traced into FILE, or each .txt of a folder"));
  }

  @Override public int run(Arguments arguments, Terminal terminal)
      throws IOException {
    Path file = Path.of(arguments.word(0));
    if (arguments.has("rewrite")) return rewrite(file, arguments, terminal);
    ScenarioResult performance = perform(file, terminal);
    if (!arguments.has("html")) {
      new Walk(performance.steps(), terminal).run();
    } else if (performance.page() != null) {
      Path page = Path.of(arguments.get("html"));
      PageFile.write(page, performance.page());
      terminal.say("drawn: " + page);
    }
    performance.complaints().forEach(terminal::complain);
    return performance.isAsExpected() ? Exit.DONE : Exit.NO;
  }

  private static ScenarioResult perform(Path file, Terminal terminal)
      throws IOException {
    if (Files.notExists(file) || Files.isDirectory(file)) {
      throw new UsageException("there is no scenario " + file
          + "; test/scenarios holds some");
    }
    try {
      return ScenarioInMutant.of(terminal.project(),
          new Script(file.toString(), Files.readString(file)));
    } catch (CharacterCodingException other) {
      throw new UsageException(file + " is no scenario: it is not UTF-8");
    } catch (NoSuchFileException missing) {
      throw new UsageException(file + " is about a mutant that is not there: "
          + missing.getFile());
    } catch (PatchException unfit) {
      throw new UsageException(file + " is about a mutant that cannot be made: "
          + unfit.getMessage());
    }
  }

  private static int rewrite(Path file, Arguments arguments,
      Terminal terminal) throws IOException {
    if (arguments.has("html")) {
      throw new UsageException("--rewrite draws nothing; leave out --html");
    }
    for (Path each : scenarios(file)) {
      ScenarioResult performance = perform(each, terminal);
      if (!Files.isRegularFile(each)) {
        throw new UsageException(each + " is a pipe or a device, and cannot be"
            + " rewritten");
      }
      if (performance.rewritten() == null) {
        throw new UsageException(String.join("\n", performance.complaints()));
      }
      if (performance.rewritten().equals(Files.readString(each))) continue;
      Files.writeString(each, performance.rewritten());
      terminal.say("rewritten: " + each + "; look at the difference");
    }
    return Exit.DONE;
  }

  private static List<Path> scenarios(Path file) throws IOException {
    if (!Files.isDirectory(file)) return List.of(file);
    try (Stream<Path> files = Files.list(file)) {
      return files.filter(each -> each.toString().endsWith(".txt")).sorted()
          .toList();
    }
  }
}
