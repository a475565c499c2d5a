/**
 * Figure 16 of the paper, measured again: "The time to detect and replace a
 * crashed leader", on the {@link raft.RaftServer} that the sockets drive too,
 * in virtual time.
 *
 * <p>Read in this order:
 * <ol>
 * <li>{@link raft.sim.figure16.Timeouts}: what a line of the figure stands for.
 *     {@link raft.sim.figure16.Conditions}: what the cluster is like.
 * <li>{@link raft.sim.figure16.Trial}: one crash. {@link
 *     raft.sim.figure16.Survivor}: one of the servers that go on, with its
 *     clock, its {@link raft.sim.figure16.Disk} and its links.
 * <li>{@link raft.sim.figure16.Line} and {@link
 *     raft.sim.figure16.Downtimes}: a thousand crashes.
 * <li>{@link raft.sim.figure16.Figure16}: all lines, and beside them what the
 *     paper says. {@link raft.sim.figure16.TextChart} and {@link
 *     raft.sim.figure16.SvgChart} draw them.
 * </ol>
 *
 * <p>No checkers look, nothing is lost and nobody comes back: that is the
 * business of {@link raft.sim}, whose {@link raft.sim.Timeline} this shares.
 */
package raft.sim.figure16;
