package lab.broken;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import lab.draw.Picture;
import lab.script.Play;
import lab.script.Scenario;

/** Performs a scenario: wherever its class was loaded, in a mutant or not. */
public final class Rehearsal implements Function<Script, Performance> {

  /**
   * Performs it in the mutant that it names, or, if it names none, here.
   *
   * @throws PatchException if that mutant cannot be made
   */
  public static Performance of(Path project, Script script)
      throws IOException {
    String mutant = Scenario.parse(script.name(), script.text()).mutant();
    if (mutant == null) return new Rehearsal().apply(script);
    return Mutant.of(Patch.read(project, mutant), project).rehearse(script);
  }

  @Override public Performance apply(Script script) {
    Scenario scenario = Scenario.parse(script.name(), script.text());
    Play play = Play.of(scenario);
    String stopped = play.stoppedAt();
    boolean unmet = stopped != null && stopped.startsWith("expect ");
    return new Performance(play.steps(), play.complaints(),
        play.violation() == null ? null
            : play.violation().property().toString(),
        unmet ? stopped : null, play.events().size(),
        stopped == null ? play.rewritten() : null,
        play.events().isEmpty() ? null : Picture.html(play));
  }
}
