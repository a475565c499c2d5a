/**
 * Who looks. {@link lab.check.Property} lists the promises; the
 * five of the paper stand in {@link lab.check.Figure3}, each of the others is
 * looked after by a {@link lab.check.Checker} of its own. Checkers know
 * nothing of the tunnel: they are told what changed ({@link
 * lab.check.Checkers}), may look at servers from all sides ({@link
 * lab.check.ServerView}), and keep facts until two contradict each other
 * ({@link lab.check.Violation}).
 */
package lab.check;
