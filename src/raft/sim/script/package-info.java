/**
 * Scenarios: a cluster that does what a file says, message by message. The
 * servers, the disks and the checkers are those of the wind tunnel; what is
 * missing is chance. {@code test/scenarios/*.txt} are read by people first.
 *
 * <h2>The language</h2>
 * A line is a command; what follows a {@code #} is a remark. After some
 * commands comes a line {@code ----}, and then, up to the next blank line, what
 * the servers trace meanwhile, word for word. {@code raft play --rewrite FILE}
 * writes it anew.
 * <pre>
 *  How it begins:
 *   nodes 5                        s1 to s5 (3 if nobody says anything)
 *   no-op on | off                 whether a new leader appends one (off)
 *   batch 1                        most entries in an AppendEntries (100)
 *   logs s1=1,1,2 s2=1             terms of the entries on their disks; all
 *                                  know of the newest term among them
 *   mutant L4-no-term-check        all servers have this mistake, a patch of
 *                                  lab-notes/broken
 *  Servers:
 *   timeout s1                     its election timeout elapses
 *   elect s1 term 4 [by s2 s3]     it times out, and exchanges until it leads
 *   propose s1 x=1 [again]         a client asks it for that: a new one, or
 *                                  the same with the same serial; also get x,
 *                                  append x=1, delete x, cas x=1:2
 *   tick s1 10                     so much time passes (a heartbeat is 10)
 *   crash s1 s2                    killed; what was written stays
 *   power-loss s1                  what was not forced is gone
 *   restart s1 s2
 *   wipe s1                        while it is down: its disk is empty
 *   disk s1 slow | quick           slow: writes, and forces only when told to
 *   force s1
 *  Messages: AppendEntries, RequestVote, or Reply:
 *   deliver AppendEntries s1 -&gt; s2 the one on its way, or else a new one
 *   drop, hold, duplicate          instead: it is lost; it is held up; it
 *                                  arrives and a copy of it is held up
 *   release AppendEntries s1 -&gt; s2 what was held up arrives
 *   hold, duplicate, release ... as late
 *                                  with a name of its own; it can arrive again
 *                                  and again
 *   silence s1 -&gt; s2               s1 has waited long enough for an answer
 *   exchange s1 -&gt; s2 s3           a request goes there, its reply comes back
 *   replicate s1 -&gt; s2 s3          exchanges until there is nothing to say
 *   heartbeat s1                   time passes, and it replicates to all
 *                                  (all: whom it reaches; a word everywhere)
 *  Links:
 *   cut s1 -&gt; s2 | isolate s1 | heal
 *  What must be so:
 *   state                          shows all servers: [1] committed, (1) not
 *   expect leader s1 term 4 | no leader | role s1 follower | term s1 4
 *   expect vote s1 s2 | log s1 = 1,2 | equal logs | committed s1 2
 *   expect answer x=1 done | refused | unknown | waiting
 *   expect violation none | LEADER_COMPLETENESS
 *                                  a broken promise ends it, unless it was
 *                                  expected: then it goes on, unwatched
 * </pre>
 *
 * <p>Reading order: {@link raft.sim.script.Scenario}, {@code Player}, {@code
 * Commands}, {@code Session}, {@code Mail}; under them is {@link
 * raft.sim.Stage}.
 */
package raft.sim.script;
