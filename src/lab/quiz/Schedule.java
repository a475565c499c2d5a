package lab.quiz;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import lab.broken.InMutant.Script;
import lab.check.Property;
import lab.script.Scenario;

/**
 * The answer is a file: a schedule that breaks a promise, in servers that have
 * a mistake.
 *
 * @param mutant what they have: a patch of {@code lab-notes/broken}
 * @param breaks the promise, which must be the first that is broken
 * @param within the most commands; what only looks, {@code state} and
 *               {@code expect}, is not counted
 * @param model  a file that is right, as seen from the project's root
 */
record Schedule(String mutant, Property breaks, int within, String model)
    implements Expected {
  private static final String WITHIN = "[1-9]\\d?\\d? commands";
  private static final long MOST_BYTES = 100_000;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** @throws IllegalArgumentException if there is no such promise or number */
  static Schedule of(String mutant, String breaks, String within,
      String model) {
    if (!within.matches(WITHIN)) {
      throw new IllegalArgumentException(
          "within: must be like '25 commands', not '" + within + "'");
    }
    int commands = Integer.parseInt(within.split(" ")[0]);
    return new Schedule(mutant, property(breaks), commands, model);
  }

  private static Property property(String title) {
    return Stream.of(Property.values())
        .filter(each -> each.toString().equals(title)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no promise "
            + title + " in " + List.of(Property.values())));
  }

  @Override public List<String> shown() {
    return List.of("(a file: a scenario of at most " + within + " commands; in"
        + " the mutant " + mutant + " it breaks " + breaks + ", \""
        + breaks.promise() + "\", and in servers without the mistake nothing)");
  }

  @Override public Verdict judge(String typed, Path project) {
    try {
      Path file = Path.of(typed);
      if (!Files.isRegularFile(file)) {
        return Verdict.unclear("there is no file " + file);
      }
      if (Files.size(file) > MOST_BYTES) {
        return Verdict.unclear(file + " is too long for a schedule");
      }
      return judge(new Script(typed, Files.readString(file)), project);
    } catch (CharacterCodingException other) {
      return Verdict.unclear(typed + " is no scenario: it is not UTF-8");
    } catch (InvalidPathException | IOException unreadable) {
      return Verdict.unclear(typed + " cannot be read");
    }
  }

  private Verdict judge(Script script, Path project) {
    Scenario scenario = Scenario.parse(script.name(), script.text());
    for (String command : scenario.commands()) {
      boolean named = command.matches("mutant\\b.*");
      if (named && !command.equals("mutant " + mutant)) {
        return Verdict.wrong("'" + command + "': here it is " + mutant);
      }
    }
    List<String> commands = counted(scenario);
    if (commands.size() > within) {
      return Verdict.wrong("it has " + commands.size() + " commands");
    }
    return new Performance(this, project, LIMIT).of(script, commands);
  }

  /** What does something; the others look, or say what is wrong already. */
  private static List<String> counted(Scenario scenario) {
    return scenario.commands().stream()
        .filter(command -> !command.matches("(state|expect|mutant)\\b.*"))
        .toList();
  }

  @Override public boolean maybeMended() {
    return true;
  }
}
