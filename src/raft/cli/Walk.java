package raft.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import raft.sim.script.Step;

/** A walk through a scenario: a step a page, forwards and back. */
final class Walk {
  private static final String LEGEND =
      "(A log: [2] is an entry of term 2, known to be committed; (2) is not.)";

  private final List<Step> steps;
  private final Terminal terminal;
  private final Screen screen;

  /** @param steps as they were performed, from the first on */
  Walk(List<Step> steps, Terminal terminal) {
    this.steps = List.copyOf(steps);
    this.terminal = terminal;
    screen = new Screen(terminal);
  }

  /** To the end, or until whoever walks has enough. */
  void run() throws IOException {
    if (steps.isEmpty()) return;
    if (terminal.typed() && terminal.screen()) walk();
    else for (int i = 0; i < steps.size(); i++) screen.show(page(i));
  }

  private void walk() throws IOException {
    try (Keys keys = new Keys(terminal)) {
      int i = 0;
      while (true) {
        screen.show(page(i));
        terminal.out().print(keys.words());
        terminal.out().flush();
        switch (keys.next()) {
          case ON -> i = Math.min(i + 1, steps.size() - 1);
          case BACK -> i = Math.max(i - 1, 0);
          case END -> {
            terminal.say("");
            return;
          }
        }
      }
    }
  }

  private List<String> page(int i) {
    Step step = steps.get(i);
    List<String> page = new ArrayList<>();
    for (String remark : step.remarks()) page.add(("# " + remark).strip());
    page.add("%d/%d  %s".formatted(i + 1, steps.size(), step.command()));
    step.traced().forEach(line -> page.add("    " + coloured(line)));
    if (!step.nodes().isEmpty()) page.add("");
    step.nodes().forEach(line -> page.add(coloured(line)));
    if (i == 0) page.add(LEGEND);
    return page;
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
