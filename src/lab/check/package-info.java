/**
 * The checkers. {@link lab.check.Property} lists what is promised: the five
 * properties of the paper are checked by {@link lab.check.Figure3}, each of the
 * others by a {@link lab.check.Checker} of its own. Checkers know nothing of
 * the simulator: they are told what changed ({@link lab.check.Checkers}), may
 * look at servers from all sides ({@link lab.check.ServerView}), and keep facts
 * until two contradict each other ({@link lab.check.Violation}).
 */
package lab.check;
