package lab.shrink;

import java.util.EnumSet;
import java.util.List;
import lab.sim.Fault;
import lab.sim.FaultLevels;
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
  // What may be tried: some seconds of work on an idle machine. Counted like
  // this it does not depend on how busy the machine is.
  private static final long COMMANDS = 250_000;
  private static final long EVENTS = 600_000;
  private static final long MOST_DRAWN = 100_000; // events

  private final Run run;
  private final String mutant;
  private Run best; // with the smallest plan so far
  private long eventsLeft = EVENTS;

  private Shrinking(Run run, String mutant) {
    this.run = run;
    this.mutant = mutant;
    best = run;
  }

  /**
   * What is left of this run.
   *
   * @param run    not clean, and with all promises watched; its events need
   *               not be recorded, it will be run again
   * @param mutant its patch in lab-notes/broken; null if there is none
   */
  public static Shrunk of(Run run, String mutant) {
    if (isAboutTime(run.violation())) {
      return new Shrinking(run, mutant).smallerRun();
    }
    Shrinking shrinking = new Shrinking(recorded(run.plan()), mutant);
    Trials trials = shrinking.transcribed();
    return trials == null ? shrinking.nothing() : shrinking.schedule(trials);
  }

  private static Run recorded(Plan plan) {
    return Run.of(plan, EnumSet.allOf(Property.Group.class), true);
  }

  /**
   * A transcript that breaks the same promise; if there is none, one that
   * breaks another. Disks that force at once make the shorter schedule.
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
    Trials trials = new Trials(Trials.Target.of(violation), COMMANDS, lines);
    return trials.keeps(lines) ? trials : null;
  }

  private Shrunk schedule(Trials trials) {
    Reduction reduction = new Reduction(trials);
    Simplification simplification = new Simplification(trials);
    reduction.reduce();
    for (int before = Integer.MAX_VALUE; trials.best().size() < before;) {
      before = trials.best().size();
      simplification.straighten();
      reduction.leaveOutStretches();
    }
    simplification.combine();
    reduction.leaveOutStretches();
    simplification.number();
    return performed(trials.best());
  }

  private Shrunk performed(List<String> commands) {
    Violation violation = Attempt.of(commands).violation();
    String text = new ScenarioWriter(run, mutant).schedule(commands, violation);
    Play play = Play.of(Scenario.parse("the schedule", text));
    return new Shrunk(play.rewritten(), commands.size(), Picture.html(play));
  }

  /** A scenario has no time, so only the plan can become smaller. */
  private Shrunk smallerRun() {
    return unscripted(smallest(), "It is about time, of which a scenario has"
        + " none, so the run itself was made smaller.");
  }

  private static boolean isAboutTime(Violation violation) {
    return violation.property().group() == Property.Group.LIVENESS;
  }

  /** Fewer faults, a shorter time, fewer nodes: the smallest that was found. */
  private Run smallest() {
    keeps(best.plan().with(FaultLevels.NONE));
    for (long millis = 1000; millis < best.plan().millis(); millis *= 2) {
      if (keeps(best.plan().lasting(millis))) break;
    }
    for (int nodes = 1; nodes < best.plan().nodes(); nodes++) {
      if (keeps(best.plan().among(nodes))) break;
    }
    for (Fault fault : Fault.values()) {
      FaultLevels faults = best.plan().faults();
      if (faults.has(fault)) keeps(best.plan().with(faults.without(fault)));
    }
    return best;
  }

  /** Whether the same promise is broken; if so, that run is the best one. */
  private boolean keeps(Plan plan) {
    if (eventsLeft <= 0) return false;
    Run smaller = Run.of(plan, EnumSet.allOf(Property.Group.class), false);
    eventsLeft -= smaller.count();
    boolean same =
        Trials.Target.of(run.violation()).isShownBy(smaller.violation());
    if (same) best = smaller;
    return same;
  }

  private Shrunk nothing() {
    return unscripted(run, "It was not shrunk: it depends on something that"
        + " no scenario can say.");
  }

  private Shrunk unscripted(Run seen, String why) {
    String page = seen.count() > MOST_DRAWN ? null : picture(seen.plan());
    return new Shrunk(new ScenarioWriter(run, mutant).note(seen, why), 0, page);
  }

  private static String picture(Plan plan) {
    Run run = recorded(plan);
    return Picture.html(run.title(), run.events(), run.violation());
  }
}
