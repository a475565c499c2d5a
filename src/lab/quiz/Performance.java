package lab.quiz;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import lab.broken.InMutant.ScenarioInMutant;
import lab.broken.InMutant.ScenarioResult;
import lab.broken.InMutant.Script;
import lab.check.Violation;
import lab.script.Attempt;

/**
 * A schedule, performed with the mistake and without it. In a thread of its
 * own, since there are mistakes with which a server never comes to an end.
 *
 * @param limit how long it may take
 */
record Performance(Schedule schedule, Path project, Duration limit) {

  Verdict of(Script script, List<String> commands) {
    FutureTask<Verdict> task =
        new FutureTask<>(() -> perform(script, commands));
    Thread thread = new Thread(task, "schedule");
    thread.setDaemon(true); // so that the process can end before it
    thread.start();
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      return Verdict.wrong("it does not end within " + limit.toSeconds()
          + " seconds");
    } catch (ExecutionException broken) {
      return Verdict.wrong("it ends in " + broken.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Verdict.unclear("interrupted");
    }
  }

  private Verdict perform(Script script, List<String> commands)
      throws IOException {
    ScenarioResult result =
        ScenarioInMutant.of(project, schedule.mutant(), script);
    if (result.broken() == null) {
      return Verdict.wrong("nothing is broken" + where(result));
    }
    if (!result.broken().equals(schedule.breaks().toString())) {
      return Verdict.wrong("what breaks first is " + result.broken());
    }
    Violation anyway = Attempt.of(commands).violation();
    if (anyway == null) return Verdict.RIGHT;
    return Verdict.wrong("without the mistake it breaks "
        + anyway.property() + ", so that the mistake is not to blame");
  }

  /** Where it stopped, if it did not reach its end. */
  private static String where(ScenarioResult result) {
    if (result.rewritten() != null) return "";
    List<String> complaints = result.complaints();
    return "; it stops at " + complaints.get(complaints.size() - 1);
  }
}
