/**
 * The wind tunnel: the very servers that the sockets drive, in a world where
 * one thread, one seed and virtual time decide everything, and everything goes
 * wrong. A seed that breaks a promise breaks it again, as often as you like.
 *
 * <p>Read in this order:
 * <ol>
 * <li>{@link raft.sim.VirtualDisk}, {@link raft.sim.Machine} and {@link
 *     raft.sim.Cluster}: servers, disks and packets, moved one step at a time.
 *     No chance, no time; scripts drive this too.
 * <li>{@link raft.sim.Host} and {@link raft.sim.Link}: what a node's threads
 *     do, in time. {@link raft.sim.Network}: what becomes of a packet. {@link
 *     raft.sim.Client}: who wants something.
 * <li>{@link raft.sim.Fault}: all that can be wrong. {@link raft.sim.Plan}:
 *     what a seed stands for. {@link raft.sim.Harm} and the {@link
 *     raft.sim.Nemesis nemeses}: who does it, at random or at the worst moment.
 * <li>{@link raft.sim.World}: one run of all that. {@link raft.sim.Healing}:
 *     what has to happen when the faults are over.
 * <li>{@link raft.sim.Run}, {@link raft.sim.Swarm} and {@link
 *     raft.sim.Tunnel}: one seed, many, and how to watch.
 * <li>{@link raft.sim.check}: who looks, after every step.
 * <li>{@link raft.sim.shrink}: what is left of a run that broke a promise.
 * </ol>
 *
 * <p>The same seed gives the same run, bit for bit, in every JVM: all chance
 * comes from {@link raft.sim.Chance}, nothing walks a hash-ordered collection,
 * nobody reads a real clock, and {@link raft.sim.EventLog} folds all that
 * happens into one number to prove it.
 */
package raft.sim;
