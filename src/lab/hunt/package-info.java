/**
 * The hunt: in ten rounds, one rule is broken each time, and a person has to
 * find out which, by looking at what the servers then do.
 *
 * <p>The mutants are those of {@code lab-notes/broken} that a run of the
 * simulator or a scenario can show. Each runs in a process of its own, so that
 * one in which a server loops can be ended, and nothing that is shown before
 * the answer says its name.
 *
 * <p><b>Reading order:</b> Hunt; Round; MutantProcess, which asks; MutantMain,
 * which runs in the other process and answers; MutantTask and Observation,
 * which go from one to the other; Explanation.
 */
package lab.hunt;
