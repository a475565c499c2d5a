package lab.shrink;

import java.util.List;
import lab.sim.Run;
import lab.check.Property;
import lab.check.Violation;

/**
 * Writes the file of a shrunk run: a comment that says what it shows, and the
 * commands, in paragraphs. What the servers trace is added when it is played.
 */
final class ScenarioWriter {
  private static final int COLUMNS = 80;

  private final Run run;
  private final Property property; // that the run broke
  private final String mutant;
  private final StringBuilder text = new StringBuilder();

  /** @param mutant null if all rules are as they should be */
  ScenarioWriter(Run run, String mutant) {
    this.run = run;
    property = run.violation().property();
    this.mutant = mutant;
  }

  /** @param violation that the commands lead to; the run's may be another */
  String schedule(List<String> commands, Violation violation) {
    Property shown = violation.property();
    title();
    comment("%d events, shrunk to %d commands%s.".formatted(run.count(),
        commands.size(), shown == property ? "" : ", which break " + shown));
    line("");
    comment("What they show:");
    facts(violation);
    if (mutant != null) line("mutant " + mutant);
    for (int i = 0; i < commands.size(); i++) {
      if (i > 0 && begins(commands.get(i), commands.get(i - 1))) line("");
      line(commands.get(i));
    }
    line("expect violation " + shown.name());
    return text.toString();
  }

  /** @param seen what can be seen instead of a schedule */
  String note(Run seen, String why) {
    title();
    comment(why + " To see it:");
    if (mutant != null) line("#   git apply lab-notes/broken/" + mutant
        + ".patch && make");
    line("#   build/lab sim " + seen.plan().options());
    facts(seen.violation());
    return text.toString();
  }

  private void title() {
    comment("Seed %d breaks %s: \"%s\"".formatted(run.plan().seed(), property,
        property.promise()));
  }

  private void facts(Violation violation) {
    comment("- " + violation.fact());
    comment("- " + violation.contradiction());
  }

  /** Whether a paragraph begins here: a server times out, stops or starts. */
  private static boolean begins(String command, String before) {
    return isTurn(command) && !isTurn(before)
        && !before.matches("(nodes|batch|no-op|disk) .*");
  }

  private static boolean isTurn(String command) {
    return command.matches("(timeout|elect|crash|power-loss|restart) .*");
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  /** A comment, broken into lines. */
  private void comment(String words) {
    StringBuilder line = new StringBuilder("#");
    for (String word : words.split(" ")) {
      if (line.length() + 1 + word.length() > COLUMNS) {
        line(line.toString());
        line = new StringBuilder("#");
      }
      line.append(' ').append(word);
    }
    line(line.toString());
  }
}
