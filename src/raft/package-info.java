/**
 * The algorithm, and nothing else: no socket, no file, no clock, no thread, no
 * JSON. Have Figures 2 and 13 of the extended Raft paper at hand.
 *
 * <h2>Reading order</h2>
 * <ol>
 * <li>{@code Figure2}: the figure, in its order and words. Read it top to
 *     bottom; it is the heart of the project.
 * <li>{@link raft.RaftServer} and {@code Dispatch}: the lock around it, the ways
 *     in, and which rules a message goes to.
 * <li>{@link raft.Role} and {@link raft.RaftLog}: what a server is, and all
 *     arithmetic on indexes.
 * <li>{@link raft.RequestVote}, {@link raft.AppendEntries} and their replies:
 *     the arguments and results of the two RPCs.
 * <li>{@code Figure13} and {@code Snapshots}: how a log ends (§7), and what a
 *     leader sends when it has discarded what a follower needs.
 * <li>{@link raft.Configuration} and {@code Membership}: what a majority is,
 *     and how the servers change while the cluster runs (§6).
 * <li>{@code PreVote} and {@code CheckQuorum}: how no server deposes a leader
 *     that is needed, and none leads that can do nothing (thesis 9.6, 6.2).
 * <li>{@code ReadIndex} and {@code LeadershipTransfer}: reads that write nothing,
 *     and how a leader hands over (thesis 6.4, 3.10).
 * <li>{@code Durability} and {@link raft.Held}: why no server can speak
 *     before what it says is on disk.
 * <li>{@code Monitor}: one lock, many threads, no lost wake-up.
 * <li>{@code Votes}, {@code ElectionTimer}, {@code Followers}, {@code
 *     PendingCommands}, {@code Countdowns}: what the figure takes for granted,
 *     a page each.
 * <li>The ports, where the world begins: {@link raft.Storage}, {@link
 *     raft.SnapshotStore}, {@link raft.StateMachine}, {@link raft.Trace}.
 * <li>Then the machine around it, {@code raft.node.Node}, with its table of
 *     threads.
 * </ol>
 * About 5,000 lines; you may stop here. The first four items, 1,600 lines, are
 * all rules of Figure 2; its disk is item 9, its clock item 11. The rest of
 * {@code src/raft} is what a person types, and what stands in files and frames.
 * {@code src/lab} is the laboratory: it runs these same classes, and nothing
 * here knows of it.
 *
 * <h2>The life of one command</h2>
 * <pre>
 *  client      raft put x 1
 *                | a frame: {"type":"ClientRequest","command":{"op":"put",...}}
 *  n1 client 4   v
 *              RaftServer.propose         read it, outside the lock. L2: append
 *                |                          to the log, and to the storage's
 *                | waits for its future     buffer; wake the links
 *                |
 *      +---------+------------------+---------------------------+
 *      v                            v                           v
 *  n1 disk                      n1 to n2                    n1 to n3
 *  write, force                 awaitRequest (L3)           the same
 *  durable(position)            AppendEntries ------------> n3 from n1
 *      |                            ...                     read it; AE1..AE5,
 *      |                            ...                     append to its buffer
 *      |                            ...                     wait for n3 disk (P1)
 *      |                        handleReply &lt;------------- success
 *      +---------+------------------+
 *                v
 *              L4: a majority holds it  -&gt;  commitIndex
 *              A1: apply it             -&gt;  the state machine's answer
 *                v
 *  n1 client 4 completes, after the lock is released, and answers the client
 * </pre>
 * The leader's own disk is just one of those that report; with three servers
 * any two of the three columns are enough.
 *
 * <h2>What guards what</h2>
 * <ul>
 * <li>Every field of {@code Figure2} and its parts: the server's monitor.
 *     Public methods take it, and nothing waits while it is held.
 * <li>The storage's buffer: its own monitor, taken after the server's, never
 *     before it.
 * <li>The snapshot that a leader sends to this server: {@code Figure13}'s own monitor,
 *     held while a chunk is written, and taken before the server's, never after
 *     it.
 * <li>What is said to others: {@link raft.Held}. It is released when what it
 *     depends on is on disk.
 * <li>Messages: nothing, they are immutable.
 * </ul>
 *
 * <p>What goes beyond Figure 2 says so: "Beyond Figure 2:", and why.
 */
package raft;
