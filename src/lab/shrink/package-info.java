/**
 * Shrinking: of a run of the simulator that broke a promise, thousands of
 * events long, the few that matter, as a scenario that a person can read and
 * {@code lab play} can walk through.
 *
 * <p>{@link lab.shrink.Shrinking} shows the way: a {@code Transcript}
 * turns the recorded run into commands of the language of {@link
 * lab.sim.script}; a {@code Reduction} leaves out what can be left out, a
 * {@code Rewriting} says the rest in fewer words; {@code Trials} sees to it that
 * after each of these changes the same promise is still broken, which is the
 * {@code Quarry}; and a {@code Manuscript} makes a file of it.
 *
 * <p>Nothing here knows Raft. A change is good if, performed from the start
 * with all checkers looking, it leads to the same violation; whatever cannot be
 * done any more once something else is left out, is left out too.
 */
package lab.shrink;
