/**
 * The same node once more, without sockets, so that Maelstrom can test it.
 *
 * <p>Maelstrom is the workbench of the Jepsen team, and of many Raft courses.
 * It starts any program a few times, hands each copy its messages on stdin as
 * lines of JSON, takes its messages from stdout, and so is the network: it
 * delays, reorders and loses what it likes. It also plays the clients, and in
 * the end its checker, Knossos, decides whether their history was
 * linearizable. It knows nothing of Raft, and nothing of this project.
 *
 * <h2>How to run it there</h2>
 * With a JDK, Maelstrom unpacked anywhere, and this project made:
 * <pre>
 *   maelstrom test -w lin-kv --bin build/lab --node-count 3 \
 *     --concurrency 4n --rate 100 --time-limit 30 \
 *     --nemesis partition --nemesis-interval 5 -- maelstrom
 * </pre>
 * The last word is passed on to the program. A version of Maelstrom that does
 * not do so needs a script of two lines as its {@code --bin}:
 * <pre>
 *   #!/bin/sh
 *   exec /absolute/path/to/build/lab maelstrom "$@"
 * </pre>
 * Maelstrom starts it in {@code /tmp}, and keeps what goes to stderr, the trace
 * of the algorithm, in {@code store/latest/node-logs}. With {@code --latency}
 * above 150, raise the times: {@code lab help maelstrom}. Each test begins
 * with an empty store, so {@code --data}, which kill and restart need, must
 * name a directory that is new for each test. Without it a node keeps its log
 * and its vote in memory, and no process leaves files behind.
 *
 * <h2>What maps to what</h2>
 * <pre>
 *   here                          there
 *   init, init_ok                 the configuration file; Hello and Welcome
 *   src and dest                  a connection
 *   msg_id, in_reply_to           "one request in flight"
 *   RequestVote, AppendEntries    the same frames: the codec of raft.node
 *   ClientRequest with a term     the same frame: a follower's, not a client's
 *   read, write, cas              get, put, cas, in the words of raft.kv
 *   keys and values, any JSON     strings: their canonical JSON
 *   code 20, 22                   "no": no such key, found another value
 *   code 11                       "refused": nothing happened and nothing will
 *   code 13                       "unknown": it may yet happen
 *   code 10, 12                   no such operation; nonsense
 *   a lost message                a closed connection (handleNoReply)
 *   a late reply                  -: there it would come on a closed connection
 * </pre>
 * The server, with {@code --data} its disk, and the application are the same
 * classes. A message waits for the disk here, too: it leaves only by {@code
 * Storage.release}.
 *
 * <h2>Why nothing happens twice</h2>
 * The network may deliver a message late, or again. Raft's own requests
 * tolerate that. For the rest there are four precautions:
 * <ul>
 * <li>A reply counts once, for the one request it answers, and no run of a node
 *     uses the numbers of another ({@code PendingRequests}). It may be late;
 *     the server knows whether its request is of the current term.
 * <li>A client's operation enters a log with a session and a serial (§8), so a
 *     copy of a forwarded one is not executed again ({@code SessionPool}).
 * <li>It is forwarded once, and never tried again under another serial: no
 *     answer in time is code 13.
 * <li>It is forwarded to the leader of one term. A server that refuses it will
 *     always refuse it, so code 11 stays true ({@code Proposals}).
 * </ul>
 * A client's own request is taken for a new one each time it comes; Maelstrom
 * does not deliver those twice.
 *
 * <h2>Reading order</h2>
 * {@link lab.maelstrom.MaelstromNode} with its table of threads, {@code
 * InitializedNode} (what is done with each message), {@code Link} and {@code
 * PeerRequests} beside those of {@code raft.node}, {@code PendingRequests},
 * {@code Proposals}, {@code LinKv}.
 */
package lab.maelstrom;
