package raft.kv;

import java.util.ArrayList;
import java.util.List;
import raft.StateMachine;

/** Images as text, so that tests can compare states. */
final class Images {
  private Images() {}

  /** The lines of an image of the present state. */
  static String image(StateMachine machine) {
    List<String> lines = new ArrayList<>();
    machine.image().forEachRemaining(lines::add);
    return String.join("\n", lines);
  }

  /** Replaces the state by that of an image. */
  static void restore(StateMachine machine, String image) {
    restored(machine, image.lines().toList()).run();
  }

  /** The same when it is run. */
  static Runnable restored(StateMachine machine, List<String> lines) {
    StateMachine.Restoring restoring = machine.restore();
    lines.forEach(restoring::line);
    return restoring.end();
  }
}
