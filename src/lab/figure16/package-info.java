/**
 * Figure 16 of the paper, measured again: "The time to detect and replace a
 * crashed leader", on the {@link raft.RaftServer} that the sockets drive too,
 * in virtual time.
 *
 * <p>Read in this order:
 * <ol>
 * <li>{@link lab.figure16.Timeouts}: what a line of the figure stands for.
 *     {@link lab.figure16.Conditions}: what the cluster is like.
 * <li>{@link lab.figure16.Trial}: one crash. {@link
 *     lab.figure16.Survivor}: one of the servers that go on, with its
 *     clock, its {@link lab.figure16.Disk} and its links.
 * <li>{@link lab.figure16.Line} and {@link
 *     lab.figure16.Downtimes}: a thousand crashes.
 * <li>{@link lab.figure16.Figure16}: all lines, and beside them what the
 *     paper says. {@link lab.figure16.TextChart} and {@link
 *     lab.figure16.SvgChart} draw them.
 * </ol>
 *
 * <p>No checkers look, nothing is lost and nobody comes back: that is the
 * business of {@link lab.sim}, whose {@link lab.sim.Timeline} this shares.
 */
package lab.figure16;
