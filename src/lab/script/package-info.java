/**
 * Scenarios: a cluster that does what a file says, message by message. The
 * servers, the disks and the checkers are those of the simulator, without its
 * chance. {@code test/scenarios/*.txt} are for people to read.
 *
 * <h2>The language</h2>
 * A line is a command; what follows a {@code #} is a remark. After some
 * commands comes a line {@code ----}, and then, up to the next blank line, what
 * the servers trace meanwhile, word for word. {@code lab play --rewrite FILE}
 * writes it anew.
 * <pre>
 *  How it begins:
 *   nodes 5                        s1 to s5 (3 without this command)
 *   newcomers 2                    beside the nodes: s4 and s5 after s1 to s3,
 *                                  empty, waiting to be told of a cluster (0)
 *   stickiness on | off            whether one that hears a leader disregards
 *                                  candidates (off)
 *   pre-vote on | off              whether one whose election timeout elapses
 *                                  asks for pre-votes first (off)
 *   check-quorum on | off          whether a leader that no majority answers
 *                                  steps down (off)
 *   no-op on | off                 whether a new leader appends one (off)
 *   batch 1                        most entries in an AppendEntries (100)
 *   chunk 40                       most bytes in an InstallSnapshot (4000)
 *   keep 2                         entries before a snapshot that stay in memory
 *                                  for slow followers (0)
 *   logs s1=1,1,2 s2=1             terms of the entries on their disks; all
 *                                  know of the newest term among them
 *   mutant L4-no-term-check        all servers have this mistake, a patch of
 *                                  lab-notes/broken
 *  Servers:
 *   timeout s1                     its election timeout elapses
 *   elect s1 term 4 [by s2 s3]     it times out, and exchanges until it leads
 *   tick s1 10 | tick all 10       ticks pass, there or everywhere (a heartbeat
 *                                  is 10)
 *   clock s1 fast | slow | frozen | right
 *                                  of these ticks it counts twice as many,
 *                                  half, none, or all
 *   pause s1 | resume s1           paused: it handles, answers, ticks nothing;
 *                                  what comes in waits, and is handled in its
 *                                  order when it goes on
 *   crash s1 s2                    killed; what was written stays
 *   power-loss s1                  what was not forced is gone
 *   crash, power-loss s1 keeping 1 of the writes that were not forced only the
 *                                  first stays: a newest term and vote is one,
 *                                  then each entry; a torn one counts as none
 *   restart s1 s2
 *  Clients:
 *   propose s1 x=1                 a new client asks it for this; also get x,
 *                                  append x=1, delete x, cas x=1:2; read x, a
 *                                  query by read index; local x, a query of
 *                                  what s1 knows
 *   propose s2 x=1 again           the same client and serial, perhaps at
 *                                  another server, perhaps long after
 *   propose s1 y=1 after x=1       the client of x=1, with its next serial
 *  Members:
 *   change s1: s3 s4 s5            a person asks it for these members instead
 *   change s1: s3 within 30 ticks  newcomers that have not caught up by then
 *                                  are given up (1000)
 *   transfer s1 s2                 a person asks s1 to make s2 leader
 *  Disks:
 *   disk s1 slow | quick           slow: writes, and forces only when told to;
 *                                  quick: does all at once, without faults
 *   disk s1 full | fails           the next write, or force, cannot be done; so
 *                                  the server stops itself, and its clients'
 *                                  outcome is unknown
 *   force s1
 *   wipe s1                        while it is down: its disk is empty
 *   rot s1 2 | rot s1 term         a bit flips in entry 2, or in the term and
 *                                  vote; its next start refuses that, or takes
 *                                  it for a torn write in the last batch (of
 *                                  logs, each entry is a batch)
 *  Snapshots:
 *   snapshot s1                    it takes one of what it has applied, in
 *                                  three steps:
 *   snapshot s1 begin              the state is held, a new log file begins
 *   snapshot s1 save               the file is written, forced and named; if
 *                                  its disk is full, it cannot be
 *   snapshot s1 end                the server hears that: the log before it goes
 *  Messages: AppendEntries, RequestVote, InstallSnapshot, RequestPreVote,
 *  RequestReadIndex, TimeoutNow, or Reply:
 *   deliver AppendEntries s1 -&gt; s2 the one on its way, or else a new one
 *   drop, hold, duplicate          instead: it is lost; it is held up; it
 *                                  arrives and a copy of it is held up
 *   release AppendEntries s1 -&gt; s2 what was held up arrives
 *   hold, duplicate, release ... as late
 *                                  with a name of its own; it can arrive again
 *                                  and again
 *   reset s1 -&gt; s2                 what is on its way there, or back in answer,
 *                                  is lost, and s1 hears that
 *   silence s1 -&gt; s2               the reply to s1 did not come in time
 *   exchange s1 -&gt; s2 s3           a request goes there, its reply comes back
 *   replicate s1 -&gt; s2 s3          exchanges until no request is due
 *   heartbeat s1                   time passes, and it replicates to all
 *   ... s1 -&gt; all                  of exchange, replicate, silence, reset and
 *                                  cut: all that s1 reaches and that can
 *                                  answer; also elect ... by all. In tick all:
 *                                  all that are up and not paused. Nowhere else
 *  Links:
 *   cut s1 -&gt; s2 | isolate s1 | heal
 *  Expectations:
 *   state                          shows all servers: [1] committed, (1) not,
 *                                  {1..5} covered by its snapshot;
 *                                  one that is paused has that word at its end
 *   expect leader s1 term 4 | no leader | role s1 follower | term s1 4
 *   expect vote s1 s2 | log s1 = 1,2 | equal logs | committed s1 2
 *   expect members s1 = s1 s2 -&gt; s2 s3 | unknown
 *                                  those that it has in use
 *   expect snapshot s1 5           the last index its snapshot covers; 0: none.
 *                                  Its log, here and above, is what follows
 *   expect state s1 = x=0,y=9 | empty
 *   expect up s1 | down s1
 *   expect answer x=1 done | refused | unknown | gone | waiting
 *                                  or of get x, append x=1, delete x, cas x=1:2;
 *                                  its outcome since the latest call
 *   expect violation none | LEADER_COMPLETENESS
 *                                  a broken promise ends the scenario, unless
 *                                  it is expected: then it goes on, unchecked
 * </pre>
 *
 * <h2>A crash anywhere</h2>
 * A request is made only when it is delivered, so between two sends of one
 * broadcast a server crashes if it {@code crash}es after the {@code deliver} to
 * one and before that to the next. How far it has come in storing something is
 * said with {@code disk s1 slow}. Then comes, in this order:
 * <pre>
 *   crash s1 keeping 0             before the write
 *   crash s1 keeping 1             in the middle of it
 *   crash s1                       after it, before the force
 *   force s1                       after it; drop what leaves now, and no other
 *   crash s1                       server has heard of it
 * </pre>
 *
 * <h2>The faults of the simulator</h2>
 * Each fault of the simulator has a command here:
 * <pre>
 *   loss                           drop
 *   heavy-tail, reordering, clogs, late-duplicates
 *                                  hold, and release later
 *   duplication                    duplicate
 *   cuts                           cut, isolate, heal
 *   kills, step-crashes, leader-faults, after-append, after-send, after-commit,
 *   after-vote                     crash, right there
 *   power-losses                   power-loss
 *   pauses                         pause, resume
 *   slow-threads, slow-disks       disk slow, force
 *   full-disks, failed-forces      disk full, disk fails
 *   bit-rot, wiped-disks           rot, wipe
 *   drift, freezes                 clock, tick all
 *   lost-calls, old-serials, old-leaders, quitters
 *                                  propose, again, after; or no more of it
 *   same-leader-again              elect
 *   full-for-snapshots             snapshot begin, disk full, snapshot save
 *   after-snapshot                 crash, between the steps of a snapshot
 *   after-chunk                    crash, or elect another
 *   late-chunks                    duplicate, and release later
 *   long-cuts                      isolate, snapshot, heal
 *   in-a-change                    change, and then crash or cut, right there
 *   newcomer-kills                 change, and then crash
 *   all-restart                    crash, restart
 * </pre>
 *
 * <p>Reading order: {@link lab.script.Scenario}, {@code Player}, {@code
 * Commands}, {@code ScriptedCluster}, {@code ScriptedServer}, {@code Clients},
 * {@code PacketsInFlight}; under them is {@link lab.sim.SimulatedProcess}.
 */
package lab.script;
