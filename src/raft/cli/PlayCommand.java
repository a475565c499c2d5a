package raft.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import raft.sim.draw.Picture;
import raft.sim.script.Play;
import raft.sim.script.Scenario;
import raft.sim.script.ScenarioException;

/** {@code raft play}: a scenario, step by step, forwards and back. */
final class PlayCommand implements Command {
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
        in test/scenarios, and src/raft/sim/script/package-info.java tells the
        language. On a terminal: Enter goes on, b and Enter goes back, q ends.
        Otherwise all steps are printed. The status is 1 if a server traced
        anything else than the file says.""";
  }

  @Override public String example() {
    return "raft play test/scenarios/figure-8.txt";
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
    try {
      if (arguments.has("rewrite")) return rewrite(file, terminal);
      Play play = play(file);
      if (arguments.has("html")) draw(play, arguments.get("html"), terminal);
      else new Walk(play, terminal).run();
      play.complaints().forEach(terminal::complain);
      return play.isAsExpected() ? Exit.DONE : Exit.NO;
    } catch (ScenarioException e) {
      throw new UsageException(e.getMessage());
    }
  }

  private static Play play(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new UsageException("there is no scenario " + file
          + "; test/scenarios holds some");
    }
    return Play.of(Scenario.parse(file.toString(), Files.readString(file)));
  }

  private static void draw(Play play, String out, Terminal terminal)
      throws IOException {
    Files.writeString(Path.of(out), Picture.html(play.scenario().name(),
        play.events(), play.violation()));
    terminal.say("drawn: " + out);
  }

  private static int rewrite(Path file, Terminal terminal) throws IOException {
    for (Path each : scenarios(file)) {
      String text = play(each).rewritten();
      if (text.equals(Files.readString(each))) continue;
      Files.writeString(each, text);
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
