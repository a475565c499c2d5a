package lab.script;

import java.util.ArrayList;
import java.util.List;

/** Plays a scenario, once, line by line. */
final class Player {
  private final Scenario scenario;
  private final Commands commands = new Commands(true);
  private final List<Step> steps = new ArrayList<>();
  private final List<List<String>> traced = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private String stoppedAt; // null unless a command could not be done

  Player(Scenario scenario) {
    this.scenario = scenario;
  }

  Play play() {
    try {
      for (Scenario.Paragraph block : scenario.blocks()) play(block);
      expectNoViolation();
    } catch (ScenarioException impossible) {
      complaints.add(impossible.getMessage());
    }
    return new Play(scenario, List.copyOf(steps), List.copyOf(traced),
        List.copyOf(complaints), stoppedAt, commands.events(),
        commands.violation());
  }

  private void play(Scenario.Paragraph block) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < block.lines().size(); i++) {
      lines.addAll(perform(block.first() + i, block.lines().get(i)));
    }
    traced.add(lines);
    List<String> difference = Play.difference(block.expected(), lines);
    if (difference.isEmpty()) return;
    complaints.add("%s:%d: not as it stands under its %s".formatted(
        scenario.name(), block.first() + block.lines().size(),
        Scenario.RULER));
    complaints.addAll(difference);
  }

  /** Performs the line; returns what there is to tell. */
  private List<String> perform(int number, String line) {
    String[] parts = line.split("#", 2);
    if (parts.length == 2) remarks.add(parts[1].strip());
    String command = parts[0].strip();
    if (command.isEmpty()) return List.of();
    try {
      commands.perform(command);
    } catch (ScenarioException wrong) {
      stoppedAt = command;
      throw new ScenarioException(
          scenario.name() + ":" + number + ": " + wrong.getMessage());
    }
    List<String> told = commands.takeTold();
    steps.add(new Step(number, remarks, command, told, commands.state(),
        commands.events().size()));
    remarks.clear();
    return told;
  }

  /** After the last line all checkers look once more. */
  private void expectNoViolation() {
    commands.end();
    List<String> told = commands.takeTold();
    if (told.isEmpty() && !commands.isSurprised()) return;
    complaints.add(scenario.name() + ": at its end a promise is broken, and no"
        + " 'expect violation' says so");
    complaints.addAll(told);
  }
}
