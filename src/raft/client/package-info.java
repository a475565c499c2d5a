/**
 * The other side: how a program that is no member of the cluster uses it.
 *
 * <p>"Clients of Raft send all of their requests to the leader." (§8) Who that
 * is, and how to find out, is known here and nowhere else:
 *
 * <pre>
 *   KvClient      one session: its name, its serials; put, get, ...
 *      |          KvMap shows it as a java.util.concurrent.ConcurrentMap
 *   Caller        one command: sends it until it is answered or the Deadline
 *      |          is over
 *   LeaderFinder  which node to try next; learns who the members are
 *   Handshake      connect, say hello, be welcome; ask for the status
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
 * <li>{@link raft.client.NothingDoneException}: no node took it in time; it was
 *     not and will not be applied.
 * <li>{@link raft.client.UnknownOutcomeException}: some node may have taken it.
 *     It may have been applied, or may yet be, but never twice.
 * </ul>
 * By what happened, with the exit status of {@code raft put} and the others:
 * <pre>
 * what happened                                      status  so the command
 * an answer: ok                                        0     was done, once
 * an answer: no (no such key, another value)           1     was done; says no
 * an answer: misuse (its serial had another command)   2     was not done
 * a node calls it invalid, and none was asked before   2     will not be done
 * too long, nested too deep, a name twice, no Unicode  2     was never sent
 * no node could be reached, or none led, in time       3     will not be done
 * each node that was asked refused it (also by an
 *   error frame, or when it closes)                    3     will not be done
 * its frame was cut off while it was sent              3     will not be done
 * no session: registration was refused or unanswered   3     was never sent
 * the session expired, sent once under a name that
 *   this client registered                             3     was not done
 * get or keys without an answer                        3     changes nothing
 * sent whole, and no answer, or "unknown"              4     may yet be done
 * the same, and later refused, invalid or gone         4     may yet be done
 * gone, under a name that was given (--client)         4     may have been done
 * an answer without any of these four statuses         4     was executed, once
 * an ok without what was asked for (get, keys: 3)     4     was executed, once
 * an answer, but stdout cannot be written              5     was done
 * the JVM does not start                               6     was never sent
 * </pre>
 * A node that ended just before it was asked cannot be told from one that ended
 * just after: the frame was sent whole, so that is unknown.
 *
 * <p>Exactly-once needs both sides: the client sends a retry with the serial of
 * the first attempt, and {@link raft.kv.Sessions} knows it by that.
 *
 * <p><b>Reading order:</b> KvClient, Caller, LeaderFinder.
 */
package raft.client;
