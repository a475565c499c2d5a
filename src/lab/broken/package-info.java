/**
 * Broken rules: for each rule of Figure 2, mistakes that can be made in it, and
 * proof that the simulator notices them.
 *
 * <p>Each file in {@code lab-notes/broken} is a small change of {@code src}, a
 * mistake that was made in some implementation, or one like it. {@code make
 * broken} applies each in memory, compiles the changed files, loads them and
 * the rest of the project in a class loader of its own, and runs seeds until a
 * promise is broken. If none is, either the change is harmless, as its header
 * then says, or the simulator does not notice it; and a test that never fails
 * proves nothing.
 *
 * <p>Only plain records cross the border between two class loaders: a {@code
 * Budget} goes in, a {@code Detection} comes out.
 *
 * <p><b>Reading order:</b> a file of lab-notes/broken; Patch; Diff; Mutant; InMutant,
 * which runs inside it; Experiment.
 */
package lab.broken;
