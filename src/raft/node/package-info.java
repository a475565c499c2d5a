/**
 * The machine: everything that waits. Threads, sockets, frames, files and the
 * configuration stand around one {@link raft.RaftServer}, which knows nothing
 * of them. {@link raft.node.Node} holds it all together; which threads there
 * are, what each waits on and what it calls, is the table at its head.
 *
 * <h2>Who is who, and who may call whom</h2>
 * <pre>
 *  Node               starts, joins and closes everything below
 *    NodeThreads        its threads; one that dies takes the node with it
 *    Acceptor           a listening socket; hands each newcomer to its thread
 *    Links              a link to each peer: they come and go with the members
 *    Link               the thread n1 to n2: calls a peer, brings back replies
 *    PeerConnection     the thread n1 from n2: replies to a peer
 *    ClientConnection   the thread n1 client 17: answers a client
 *    SnapshotTaker      the thread n1 snapshot: writes snapshots
 *    Paced              so that it leaves the processor to others
 *    SelfReport         what it tells of itself: its status, its counters
 *    disk.FileStorage   the thread n1 disk, and the files, in a package
 *  Wire               what the three in the middle have in common: hello, the
 *                     faults to obey, where to count and trace
 *  Connection         one socket that carries frames; {@code raft.client} uses
 *                     it too
 *    Watch              a client's thread: ends its reads and writes in time
 *  Codec              records to JSON and back
 *  Frame              the frames that are not the paper's: Hello, Welcome, ...
 *  ClusterConfig      the configuration file
 *  TracePrinter, PeerCounters, Faults   to watch, to count, to break things
 * </pre>
 * Calls run from the top down. Into the algorithm they go through the public
 * methods of {@code RaftServer} only, and out of it through its ports: {@link
 * raft.Storage} is FileStorage, {@link raft.Trace} is TracePrinter, and the
 * {@link raft.StateMachine} is handed in. This package imports {@code raft},
 * {@code raft.json}, {@code raft.text}, and nothing else of the project.
 *
 * <p>Reading order: Node, Link, PeerConnection, ClientConnection, Connection,
 * Codec.
 *
 * <h2>The wire format</h2>
 * All that is needed to write a client in another language, or a node.
 *
 * <p><b>Frames.</b> A node listens on two TCP addresses, one for peers, one for
 * clients. A connection carries frames in both directions. A frame is a length
 * of four bytes, unsigned, big-endian, from 1 to {@code max-frame}, and then so
 * many bytes of UTF-8: one JSON object, and nothing after it. Between frames a
 * connection may be idle for ever. A whole frame, from its first byte to its
 * last, has a deadline: twice the longest election timeout, and at least a
 * second, and one millisecond more for each 16 bytes of it. So has the first
 * one, which is not longer than 16384 bytes.
 *
 * <p><b>JSON</b> as RFC 8259 means it: no name twice in one object, no half of
 * a surrogate pair, at most 64 levels deep. {@code "type"} says what a frame
 * is; the order of fields does not matter. A field that is not known is
 * ignored. A field that is missing or of another type is an error, unless it
 * stands in brackets below; null is the same as missing. Numbers are integers
 * of 64 bits, written as such: {@code 5}, never {@code 5.0} or {@code "5"}.
 * Inside of commands and answers numbers keep whatever digits they have.
 *
 * <p><b>Hello.</b> The side that connects speaks first, and is welcome or not:
 * <pre>
 *  {"type":"Hello","protocol":1,"cluster":"three-nodes","to":"n1","boot":0}
 *  {"type":"Hello","protocol":1,"cluster":"three-nodes","node":"n2",
 *   "to":"n1","boot":71234567,"nodes":["n1","n2","n3"],
 *   "application":"key-value"}
 *  {"type":"Welcome","node":"n1","boot":81234567,
 *   ["members":"n1=... n2=...","index":4]}
 *  {"type":"ErrorFrame","why":"this is the cluster three-nodes, not four"}
 * </pre>
 * {@code to} is the node that is meant; a client may say {@code "*"}, any
 * node. A client says no {@code node}, and 0 for {@code boot}; a peer says
 * which it is, and a number that differs from one run of it to the next. It
 * says too with which nodes its cluster began, sorted, and which application it
 * replicates: one that differs in these is refused, since a majority of three
 * and one of five need not meet. Whether a peer is a member is not asked: its
 * log may know it, and that of the other not yet. A client is told who the
 * members are, as that node knows it, in the text of a configuration: {@code
 * n1=127.0.0.1:7101,127.0.0.1:7201 n2=...}, for each server its addresses for
 * peers and for clients, and {@code n1=... n2=... -> n2=... n3=...} during a
 * change; and where that stands in the log, since of two nodes the one whose
 * index is lower may not have heard of the latest change. An ErrorFrame may
 * come at any time: it says to a person why the connection is closed, and is
 * the last frame on it.
 *
 * <p><b>Clients.</b> One request, one reply, in the order of the requests; the
 * reply repeats the id, which is at most 100 characters of the client's choice.
 * <pre>
 *  {"type":"ClientRequest","id":"client-1001-4","command":{...}}
 *  {"type":"ClientReply","id":"client-1001-4","outcome":"applied",
 *   ["answer":...,] ["why":"...",] ["leader":"n3"]}
 * </pre>
 * The command is an object for the state machine; for the one that is shipped
 * see {@code raft.kv}. The outcome is one of
 * <pre>
 *  applied   it was executed, and here is the state machine's answer
 *  refused   nothing happened; ask the leader, or another node, or later
 *  invalid   nothing happened, and never will: why says what is wrong with it
 *  unknown   it may have happened, and may yet happen. Sent again with the same
 *            client and serial it is executed once, and its answer tells
 * </pre>
 * A connection that ends before the reply has come means unknown, too.
 * <pre>
 *  {"type":"QueryRequest","id":"read-1","command":{...},"local":false}
 * </pre>
 * A query is a command that the application calls a read, without client and
 * serial. It needs no session, never enters a log, and is never unknown: sent
 * again it does no harm. Any node answers, with a ClientReply, when it knows
 * that the answer is as new as it must be; with {@code "local":true} at once,
 * from what it has applied, which may be old. See {@link raft.RaftServer#query}.
 *
 * <p>The next request may be sent before the reply to this one has come: the
 * replies come in the order of the requests, and a node begins the next command
 * when it has replied to the one before. So nothing is won by it. What it may
 * cost, when one must be sent again and another has overtaken it, is told by
 * {@code raft.kv.Sessions}: use a session, and a connection, for each command
 * that is to be under way.
 * <pre>
 *  {"type":"StatusRequest","id":"s-1","log":10}
 *  {"type":"StatusReply","id":"s-1","node":"n1","healthy":true,
 *   "role":"leader","term":2,["votedFor":"n1",]["leader":"n1",]
 *   "commitIndex":7,"lastApplied":7,"lastIndex":7,"snapshotIndex":5,
 *   "electionMillis":0,"unreachable":["n3"],
 *   "log":[{"term":2,"no-op":true},...]}
 * </pre>
 * Any node answers that, about itself: with this number of the last entries of
 * its log, oldest first, or as many as fit.
 * <pre>
 *  {"type":"CountersRequest","id":"c-1"}
 *  {"type":"CountersReply","id":"c-1","node":"n1","cpuMillis":3120,
 *   "forces":912,"diskBytes":281733,"requests":1780,"entries":1802,
 *   "peerBytes":519245}
 * </pre>
 * What the node has done since it started; see {@link
 * raft.node.Frame.CountersReply}.
 * <pre>
 *  {"type":"SnapshotRequest","id":"s-2"}
 *  {"type":"SnapshotReply","id":"s-2","node":"n1","lastIncludedIndex":7}
 *  {"type":"SnapshotReply","id":"s-2","node":"n1","lastIncludedIndex":0,
 *   "why":"nothing has been applied yet, ..."}
 * </pre>
 * The node takes a snapshot, and replies when it is on disk, or says why it is
 * not.
 *
 * <pre>
 *  {"type":"MembersRequest","id":"m-1"}
 *  {"type":"MembersReply","id":"m-1","node":"n1","term":2,["leader":"n1",]
 *   "configuration":"n1=... n2=... n3=...","index":4,"committed":true,
 *   "lastIndex":7,"newcomers":["n4=... 5 0"],"cluster":"three-nodes",
 *   "application":"key-value","nodes":["n1","n2","n3"]}
 *  {"type":"ChangeMembersRequest","id":"m-2","from":"n1=... n2=... n3=...",
 *   "to":["n1=...","n2=...","n3=...","n4=..."],"timeoutMillis":60000}
 * </pre>
 * Any node says who belongs to the cluster, as far as it knows; the leader also
 * who catches up, how far its log matches, and how many bytes of a snapshot are
 * still to be sent before more of the log. The leader changes the members, if
 * {@code from} is the configuration in use; the reply is a ClientReply, when the
 * change is committed, with {@code {"members":"..."}} as its answer. Refused
 * means that nothing was changed; asking again for the same is always safe.
 *
 * <pre>
 *  {"type":"TransferRequest","id":"t-1",["target":"n2"]}
 * </pre>
 * The leader makes that node the leader, or one of its choice. The reply is a
 * ClientReply, with {@code {"leader":"n2"}} as its answer.
 *
 * <p><b>Peers.</b> The RPCs of Figures 2 and 13, with their names, those of
 * thesis 3.10, 6.4 and 9.6, and an id; the node that connects asks, and the
 * other replies. The reply repeats the id. Replies come in the order of the
 * requests. One request with entries or data at most is without a reply; empty ones, the
 * heartbeats, may follow it meanwhile. A reply counts however late it comes. A
 * node that has heard nothing at all for as long as a frame may take closes the
 * connection, and connects again.
 * <pre>
 *  {"type":"RequestVote","id":"n1-n2-17","term":3,"candidateId":"n1",
 *   "lastLogIndex":7,"lastLogTerm":2,"leadershipTransfer":false}
 *  {"type":"RequestVoteReply","id":"n1-n2-17","term":3,"voteGranted":true}
 *  {"type":"RequestPreVote","id":"n1-n2-16","term":2,"candidateId":"n1",
 *   "lastLogIndex":7,"lastLogTerm":2}
 *  {"type":"RequestPreVoteReply","id":"n1-n2-16","term":2,
 *   "preVoteGranted":true}
 *  {"type":"AppendEntries","id":"n1-n2-18","term":3,"leaderId":"n1",
 *   "prevLogIndex":7,"prevLogTerm":2,"entries":[{"term":3,"no-op":true},
 *   {"term":3,"command":{...}}],"leaderCommit":7}
 *  {"type":"AppendEntriesReply","id":"n1-n2-18","term":3,"success":true,
 *   "conflictTerm":0,"conflictIndex":0}
 *  {"type":"InstallSnapshot","id":"n1-n2-19","term":3,"leaderId":"n1",
 *   "lastIncludedIndex":100,"lastIncludedTerm":2,"offset":65536,
 *   "data":"{\"key\":...","done":false}
 *  {"type":"InstallSnapshotReply","id":"n1-n2-19","term":3,
 *   "installed":false,"received":131072}
 *  {"type":"RequestReadIndex","id":"n2-n1-9","term":3,"followerId":"n2"}
 *  {"type":"RequestReadIndexReply","id":"n2-n1-9","term":3,
 *   "confirmed":true,"readIndex":9}
 *  {"type":"TimeoutNow","id":"n1-n2-20","term":3,"leaderId":"n1"}
 *  {"type":"TimeoutNowReply","id":"n1-n2-20","term":4}
 * </pre>
 * The term of a RequestPreVote is the one in which its sender is, 0 if it was in
 * none, and not the next, in which it would be a candidate; its reply may say 0
 * too. leadershipTransfer says that the leader of the term before told the
 * candidate to take over, with a TimeoutNow; a server that hears that leader
 * does not disregard it for that. A follower asks the leader for a read index,
 * which is 0 unless it is confirmed. conflictTerm and conflictIndex are the
 * hint of §5.3, 0 if there is none; see {@link raft.AppendEntriesReply}. The
 * data are text of the snapshot's file, and offsets count its bytes; see {@link
 * raft.InstallSnapshotReply}. Of one peer only the newest connection counts: its
 * hello closes the one before.
 *
 * <p>A third frame is for the person who watches the other node. It is printed
 * there, and has no reply:
 * <pre>
 *  {"type":"Notice","text":"n2 has lost log entries that ..."}
 * </pre>
 *
 * <p>A whole client in Python stands in README.md, "From your program".
 */
package raft.node;
