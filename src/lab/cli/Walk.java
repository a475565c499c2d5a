package lab.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lab.script.Step;
import raft.cli.Colour;
import raft.cli.Screen;
import raft.cli.Terminal;

/**
 * A walk through a scenario: a step a page, forwards and back. {@code state}
 * and {@code expect} are no steps of their own: each page shows how all servers
 * stand, and an expectation that is not met ends the scenario.
 */
final class Walk {
  private static final String LEGEND =
      "(A log: [2] is an entry of term 2, known to be committed; (2) is not.)";
  private static final String PROMPT = "Enter: on   b: back   q: end > ";

  /** @param after remarks that speak of how all stand after the step */
  private record StepPage(Step step, List<String> after) {}

  private final List<StepPage> pages;
  private final Terminal terminal;
  private final Screen screen;

  /** @param steps as they were performed, from the first on */
  Walk(List<Step> steps, Terminal terminal) {
    pages = pages(steps);
    this.terminal = terminal;
    screen = new Screen(terminal);
  }

  /**
   * A remark before a command that only looks is about the next step, unless
   * another remark comes before that one: then about the last step.
   */
  private static List<StepPage> pages(List<Step> steps) {
    List<StepPage> pages = new ArrayList<>();
    List<String> pending = new ArrayList<>(); // remarks
    for (Step step : steps) {
      if (!step.remarks().isEmpty()) comment(pages, pending);
      pending.addAll(step.remarks());
      if (step.onlyLooks() && !pages.isEmpty()) {
        addFindings(pages, step);
        continue;
      }
      pages.add(new StepPage(new Step(step.line(), pending, step.command(),
          step.traced(), step.nodes(), step.events()), List.of()));
      pending.clear();
    }
    comment(pages, pending);
    return pages;
  }

  /** The remarks go to the last page; before the first they wait. */
  private static void comment(List<StepPage> pages, List<String> remarks) {
    if (pages.isEmpty() || remarks.isEmpty()) return;
    StepPage last = pages.remove(pages.size() - 1);
    List<String> after = new ArrayList<>(last.after());
    after.addAll(remarks);
    pages.add(new StepPage(last.step(), after));
    remarks.clear();
  }

  /** A broken promise may be found only when one is asked for. */
  private static void addFindings(List<StepPage> pages, Step look) {
    if (look.command().equals("state") || look.traced().isEmpty()) return;
    StepPage last = pages.remove(pages.size() - 1);
    Step step = last.step();
    List<String> traced = new ArrayList<>(step.traced());
    traced.addAll(look.traced());
    pages.add(new StepPage(new Step(step.line(), step.remarks(), step.command(),
        traced, step.nodes(), step.events()), last.after()));
  }

  /** Shows page after page, to the end or until the user types q. */
  void run() throws IOException {
    if (pages.isEmpty()) return;
    if (terminal.typed() && terminal.screen()) walk();
    else for (int i = 0; i < pages.size(); i++) screen.show(page(i));
  }

  private void walk() throws IOException {
    int i = 0;
    while (true) {
      screen.show(page(i));
      terminal.out().print(PROMPT);
      terminal.out().flush();
      switch (typed()) {
        case "" -> i = Math.min(i + 1, pages.size() - 1);
        case "b" -> i = Math.max(i - 1, 0);
        case "q" -> {
          terminal.say("");
          return;
        }
        default -> { } // shows the same page again
      }
    }
  }

  /** The first letter of the next line; "q" at the end of the input. */
  private String typed() throws IOException {
    String line = terminal.in().readLine();
    if (line == null) return "q";
    String word = line.strip().toLowerCase(Locale.ROOT);
    return word.isEmpty() ? "" : word.substring(0, 1);
  }

  private List<String> page(int i) {
    Step step = pages.get(i).step();
    List<String> page = new ArrayList<>();
    addRemarks(page, step.remarks());
    page.add("%d/%d  %s".formatted(i + 1, pages.size(), step.command()));
    step.traced().forEach(line -> page.add("    " + coloured(line)));
    if (!step.nodes().isEmpty()) page.add("");
    step.nodes().forEach(line -> page.add(coloured(line)));
    if (i == 0) page.add(LEGEND);
    addRemarks(page, pages.get(i).after());
    return page;
  }

  private static void addRemarks(List<String> page, List<String> remarks) {
    for (String remark : remarks) page.add(("# " + remark).strip());
  }

  private String coloured(String line) {
    for (String role : List.of("leader", "candidate", "follower")) {
      boolean plays = line.matches("s\\d t\\d+ " + role + "\\b.*");
      if (plays) return Colour.of(role).paint(line, terminal);
    }
    return line.contains(" is down") ? Colour.MISSING.paint(line, terminal)
        : line;
  }
}
