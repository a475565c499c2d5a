/**
 * The rule book with teeth: for each rule of Figure 2, ways to get it wrong,
 * and proof that the simulator notices.
 *
 * <p>Each file in {@code lab-notes/broken} is a small change of {@code src}
 * that somebody once made by mistake, or nearly. {@code make broken} makes each
 * of them in memory, compiles what it touches, loads that and the rest of the
 * project in a class loader of its own, and lets the swarm run until a promise
 * is broken. If none is, either the change was harmless, as its header then
 * says, or the simulator is blind there, and a test that never fails is worth
 * nothing.
 *
 * <p>What crosses the border between two class loaders is plain: a {@code
 * Budget} goes in, a {@code Detection} comes out.
 *
 * <p><b>Reading order:</b> a file of lab-notes/broken; Patch and Hunk; Mutant;
 * SwarmInMutant, which runs inside it; Experiment.
 */
package lab.broken;
