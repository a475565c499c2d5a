/**
 * The application: what Raft replicates here, and how a reader replicates
 * something else.
 *
 * <p>Commands and answers are JSON objects as text. The algorithm never looks
 * inside; this package never looks out: it imports the port
 * {@link raft.StateMachine}, {@code raft.json}, {@code raft.text}, and nothing
 * else of the project. Like the algorithm it knows no clock, file, thread or
 * socket.
 *
 * <pre>
 *   {"client":"client-1001","serial":4,"op":"put","key":"x","value":"1"}
 *        |
 *   Sessions        knows client and serial: executes each command once, and
 *        |          answers a repeated one from memory (§8; thesis 6.3); only a
 *        |          read that is repeated is executed again
 *        |  {"op":"put","key":"x","value":"1"}
 *   KeyValueStore   knows the rest. Or LineList, or yours
 *        |
 *   {"status":"ok"}
 * </pre>
 *
 * <p><b>Answers</b> begin with a status:
 * <ul>
 * <li>{@code ok}: it was executed and did what it says.
 * <li>{@code no}: it was executed, and the answer is a definite no.
 * <li>{@code misuse}: it was not executed and never will be.
 * <li>{@code gone}: it was not executed now. Whether it ever was, or what the
 *     answer was, cannot be told any more: its session expired, a later
 *     command came first, or a long answer was dropped. So a client with
 *     several commands in flight uses a session for each.
 * </ul>
 *
 * <p><b>The contract</b> is {@link raft.StateMachine}'s: {@code read} refuses
 * bad commands, without looking at the state, before they enter the log; {@code
 * apply} depends on state and command alone and never throws; what
 * {@code restore} makes of an {@code image} is an equal state. A text in the
 * log that is no command of this application is answered {@code misuse} by
 * {@link Sessions}: your application does not see it. Settings of a node, such
 * as {@link Limits}, may be asked in read and never in readFromLog or apply;
 * what apply decides by is a constant.
 *
 * <p><b>How to write your own.</b> Copy {@link LineList}, all of it is there in
 * less than 90 lines, into a folder of your own, and name its class in the
 * configuration; README.md, "From your program", shows how. Three habits keep
 * the servers equal: ask for fields through {@code Fields}, which makes nothing
 * up; let a command hold what it needs and no state; iterate over lists, tree
 * maps and linked maps, never over a hash map. Answers travel in frames, so
 * bound them if they may grow large, as {@code read} and {@code keys} do. Tell
 * Sessions which ops only read, and their answers need no memory. An op called
 * {@code register} or {@code clients} would never reach you: these belong to
 * {@link Sessions}.
 *
 * <p><b>Reading order:</b> LineList, Sessions, SessionTable, KeyValueStore.
 * {@code raft.json} says how a command is read, and why not by gson alone.
 */
package raft.kv;
