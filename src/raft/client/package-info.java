/**
 * The other side: how a program that is no member of the cluster uses it.
 *
 * <p>"Clients of Raft send all of their requests to the leader." (§8) Who that
 * is, and how to find out, is known here and nowhere else:
 *
 * <pre>
 *   KvClient      one session: its name, its serials; put, get, ...
 *      |          KvMap shows it as a java.util.Map
 *   Caller        one command: sends it until it is answered or time is up
 *      |
 *   LeaderFinder  which node to try next
 *   Greeting      connect, say hello, be welcome; ask for the status
 * </pre>
 *
 * <p>Everything goes over the sockets that a stranger would use, in the frames
 * of {@link raft.node.Connection}.
 *
 * <p><b>What may become of a call</b>, and nothing else:
 * <ul>
 * <li>It returns: it was applied, once, between the call and the return.
 * <li>{@link raft.client.RefusedCommandException}: it is wrong, and was not and
 *     will not be applied.
 * <li>{@link raft.client.NothingDoneException}: nobody took it in time; it was
 *     not and will not be applied.
 * <li>{@link raft.client.UnknownOutcomeException}: some node may have taken it.
 *     It may have been applied, or may yet be, but never twice.
 * </ul>
 * Exactly-once needs both sides: the client sends a retry with the serial of
 * the first attempt, and {@link raft.kv.Sessions} knows it by that.
 *
 * <p><b>Reading order:</b> KvClient, Caller, LeaderFinder.
 */
package raft.client;
