/**
 * Shrinking: of a run of the simulator that broke a promise, thousands of
 * events long, the few that matter, as a scenario that a person can read and
 * {@code lab play} can walk through.
 *
 * <p>Read {@link lab.shrink.Shrinking} first: a {@code Transcript} turns the
 * recorded run into commands of the language of {@link lab.script}; a {@code
 * Reduction} leaves out what can be left out, a {@code Simplification} says the
 * rest in fewer words; {@code Trials} sees to it that after each of these
 * changes the same promise is still broken; and a {@code ScenarioWriter} makes
 * a file of it.
 *
 * <p>Nothing here knows Raft. A change is good if, performed from the start
 * with all checkers looking, it leads to the same violation; a command that
 * cannot be done once another is left out, is left out too.
 */
package lab.shrink;
