package lab.shrink;

import java.util.EnumSet;
import java.util.List;
import lab.sim.Plan;
import lab.sim.Run;
import lab.check.Property;
import lab.check.Violation;
import lab.draw.Picture;
import lab.script.Attempt;
import lab.script.Play;
import lab.script.Scenario;

/**
 * Shrinks a run that broke a promise to a schedule that breaks it too and that
 * a person can read: a scenario of few commands. The same run gives the same
 * schedule, on every machine.
 */
public final class Shrinking {
  // What may be tried: some seconds' worth, if the machine has nothing else to
  // do. Counted like this it does not depend on how busy it is.
  private static final long COMMANDS = 250_000;
  private static final long EVENTS = 600_000;
  private static final long MOST_DRAWN = 100_000; // events

  private final Run run;
  private final String mutant;

  private Shrinking(Run run, String mutant) {
    this.run = run;
    this.mutant = mutant;
  }

  /**
   * What is left of this run.
   *
   * @param run    not clean, and with all promises watched; its events need
   *               not be recorded, it will be run again
   * @param mutant whose it is, a patch of lab-notes/broken; null if nobody's
   */
  public static Shrunk of(Run run, String mutant) {
    if (Quarry.isAboutTime(run.violation())) {
      return new Shrinking(run, mutant).world();
    }
    Shrinking shrinking = new Shrinking(recorded(run.plan()), mutant);
    Trials trials = shrinking.transcribed();
    return trials == null ? shrinking.nothing() : shrinking.schedule(trials);
  }

  private static Run recorded(Plan plan) {
    return Run.of(plan, EnumSet.allOf(Property.Group.class), true);
  }

  /**
   * What breaks the same promise; if nothing does, what breaks another. Disks
   * that do at once what they are told make the shorter schedule.
   */
  private Trials transcribed() {
    for (boolean slowDisks : List.of(false, true)) {
      Trials trials = trials(run.violation(), Transcript.of(run, slowDisks));
      if (trials != null) return trials;
    }
    for (boolean slowDisks : List.of(true, false)) {
      List<String> lines = Transcript.of(run, slowDisks);
      Violation other = Attempt.of(lines).violation();
      if (other != null) return trials(other, lines);
    }
    return null;
  }

  private static Trials trials(Violation violation, List<String> lines) {
    Trials trials = new Trials(Quarry.of(violation), COMMANDS, lines);
    return trials.keeps(lines) ? trials : null;
  }

  private Shrunk schedule(Trials trials) {
    Reduction reduction = new Reduction(trials);
    Rewriting rewriting = new Rewriting(trials);
    reduction.reduce();
    for (int before = Integer.MAX_VALUE; trials.best().size() < before;) {
      before = trials.best().size();
      rewriting.straighten();
      reduction.leaveOutStretches();
    }
    rewriting.combine();
    reduction.leaveOutStretches();
    rewriting.number();
    return performed(trials.best());
  }

  private Shrunk performed(List<String> commands) {
    Violation violation = Attempt.of(commands).violation();
    String text = new Manuscript(run, mutant).schedule(commands, violation);
    Play play = Play.of(Scenario.parse("the schedule", text));
    return new Shrunk(play.rewritten(), commands.size(), Picture.html(play));
  }

  /** Of time a scenario knows nothing, so all that can shrink is the world. */
  private Shrunk world() {
    return unscripted(new Worlds(run, EVENTS).smallest(),
        "It is about time, of which a scenario has none, so only the world of"
        + " the run was shrunk.");
  }

  private Shrunk nothing() {
    return unscripted(run, "It was not shrunk: it depends on something that"
        + " no scenario can say.");
  }

  private Shrunk unscripted(Run seen, String why) {
    String page = seen.count() > MOST_DRAWN ? null : picture(seen.plan());
    return new Shrunk(new Manuscript(run, mutant).note(seen, why), 0, page);
  }

  private static String picture(Plan plan) {
    Run run = recorded(plan);
    return Picture.html(run.title(), run.events(), run.violation());
  }
}
