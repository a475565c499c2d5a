package lab.script;

import java.util.ArrayList;
import java.util.List;
import lab.check.UndecidedException;
import lab.check.Violation;

/**
 * Commands, tried one after the other, without a trace. A command that cannot
 * be done is left out. One that failed halfway counts as not done, though it
 * changed something; so {@code done} must be tried once more, by itself.
 *
 * @param done      the commands that could be done, up to the violation
 * @param violation the promise that was broken; null if none was, or if that
 *                  cannot be told
 */
public record Attempt(List<String> done, Violation violation) {

  /** Performs them, as far as the first violation. */
  public static Attempt of(List<String> lines) {
    Commands commands = new Commands(false);
    List<String> done = new ArrayList<>();
    for (String line : lines) {
      try {
        commands.perform(line);
        done.add(line);
      } catch (ScenarioException impossible) {
        continue;
      }
      if (commands.violation() != null) break;
    }
    try {
      commands.end();
    } catch (UndecidedException tooManyOrders) {
      return new Attempt(List.copyOf(done), null); // it shows nothing
    }
    return new Attempt(List.copyOf(done), commands.violation());
  }
}
