/**
 * Who looks. {@link raft.sim.check.Property} lists the promises; each is looked
 * after by a {@link raft.sim.check.Checker} in a file of its own. Checkers know
 * nothing of the tunnel: they are told what changed ({@link
 * raft.sim.check.Checkers}), may look at servers from all sides ({@link
 * raft.sim.check.Seen}), and keep facts until two contradict each other
 * ({@link raft.sim.check.Violation}).
 */
package raft.sim.check;
