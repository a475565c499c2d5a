package lab.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import lab.broken.InMutant.Script;
import lab.broken.InMutant.SlidesInMutant;
import lab.draw.SlideColours;
import lab.figure16.Figure16;
import raft.cli.Arguments;
import raft.cli.Exit;
import raft.cli.Option;
import raft.cli.Subcommand;
import raft.cli.Terminal;

/** {@code lab figures}: the paper's figures, from runs, for a wall. */
final class FiguresCommand implements Subcommand {
  private static final List<String> FIGURES = List.of("figure-4", "figure-5",
      "figure-6", "figure-7", "figure-8", "figure-8-e", "figure-8-without-l4",
      "figure-9", "figure-10", "figure-11", "figure-12", "figure-13");
  private static final long SEED = 1;

  @Override public String name() {
    return "figures";
  }

  @Override public String words() {
    return "";
  }

  @Override public String summary() {
    return "draw the paper's figures from runs, to project them";
  }

  @Override public String details() {
    return """
        Figures 4 to 13 are the scenarios of test/scenarios that bear their
        names, a picture for each step; Figure 16 is measured. All are SVG,
        16 wide and 9 high, light and dark, in build/figures, where index.html
        shows them.""";
  }

  @Override public String example() {
    return "lab figures --trials 100";
  }

  @Override public List<Option> options() {
    return List.of(
        new Option("trials", "N", "crashes a line of Figure 16 (1000)"));
  }

  @Override public int run(Arguments arguments, Terminal terminal)
      throws IOException {
    int trials = (int) arguments.number("trials", 10, 100_000, Figure16.TRIALS);
    Path project = terminal.project();
    Path folder = Files.createDirectories(project.resolve("build/figures"));
    StringBuilder index = new StringBuilder("""
        <!DOCTYPE html>
        <meta charset="utf-8">
        <title>The paper's figures, from runs</title>
        <style>
        body { font-family: sans-serif; margin: 2em }
        img { width: 24em; border: 1px solid #888888; margin: 0.3em }
        </style>
        <h1>The paper's figures, from runs</h1>
        """);
    for (String name : FIGURES) {
      Path file = project.resolve("test/scenarios").resolve(name + ".txt");
      write(name, SlidesInMutant.of(project,
          new Script(file.toString(), Files.readString(file))),
          SlideColours.DARK::of, folder, index);
    }
    write("figure-16", Figure16.measure(SEED, trials).slides(),
        SlideColours.DARK::ofChart, folder, index);
    Path page = folder.resolve("index.html");
    Files.writeString(page, index);
    terminal.say("Drawn: " + page.toAbsolutePath());
    return Exit.DONE;
  }

  private static void write(String name, List<String> slides,
      UnaryOperator<String> dark, Path folder, StringBuilder index)
      throws IOException {
    index.append("<h2>").append(name).append("</h2>\n");
    for (int i = 0; i < slides.size(); i++) {
      String file = "%s-%02d".formatted(name, i + 1);
      Files.writeString(folder.resolve(file + ".svg"), slides.get(i));
      Files.writeString(folder.resolve(file + "-dark.svg"),
          dark.apply(slides.get(i)));
      index.append("""
          <a href="%1$s-dark.svg"><img src="%1$s.svg" alt="%1$s"></a>
          """.formatted(file));
    }
  }
}
