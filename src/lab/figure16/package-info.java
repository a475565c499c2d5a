/**
 * Figure 16 of the paper, measured again: "The time to detect and replace a
 * crashed leader", on the {@link raft.RaftServer} that the sockets drive too,
 * in virtual time.
 *
 * <p>Read in this order:
 * <ol>
 * <li>{@link lab.figure16.Timeouts}: what a line of the figure stands for.
 *     {@link lab.figure16.Conditions}: what the cluster is like.
 * <li>{@link lab.figure16.Trial}: one crash, in a {@link lab.sim.Simulation}
 *     without faults and clients. All checkers look on.
 * <li>{@link lab.figure16.RepeatedTrial} and {@link
 *     lab.figure16.Downtimes}: a thousand crashes.
 * <li>{@link lab.figure16.Figure16}: all lines, and beside them what the
 *     paper says. {@link lab.figure16.TextChart} and {@link
 *     lab.figure16.SvgChart} draw them.
 * </ol>
 */
package lab.figure16;
