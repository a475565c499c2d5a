/**
 * The wind tunnel: the very servers that the sockets drive, in a world where
 * one thread, one seed and virtual time decide everything, and everything goes
 * wrong. A seed that breaks a promise breaks it again, as often as you like.
 *
 * <p>Read in this order:
 * <ol>
 * <li>{@link lab.sim.VirtualDisk}, {@link lab.sim.Machine} and {@link
 *     lab.sim.Cluster}: servers, disks and packets, moved one step at a time.
 *     No chance, no time; scripts drive this too.
 * <li>{@link lab.sim.Host} and {@link lab.sim.Link}: what a node's threads
 *     do, in time. {@link lab.sim.Network}: what becomes of a packet. {@link
 *     lab.sim.Client}: who wants something.
 * <li>{@link lab.sim.Fault}: all that can be wrong. {@link lab.sim.Plan}:
 *     what a seed stands for. {@link lab.sim.Harm} and the {@link
 *     lab.sim.Nemesis nemeses}: who does it, at random or at the worst moment.
 * <li>{@link lab.sim.World}: one run of all that. {@link lab.sim.Healing}:
 *     what has to happen when the faults are over.
 * <li>{@link lab.sim.Run}, {@link lab.sim.Swarm} and {@link
 *     lab.sim.Tunnel}: one seed, many, and how to watch.
 * <li>{@link lab.sim.check}: who looks, after every step.
 * <li>{@link lab.sim.shrink}: what is left of a run that broke a promise.
 * </ol>
 *
 * <p>The same seed gives the same run, bit for bit, in every JVM: all chance
 * comes from {@link lab.sim.Chance}, nothing walks a hash-ordered collection,
 * nobody reads a real clock, and {@link lab.sim.EventLog} folds all that
 * happens into one number to prove it.
 */
package lab.sim;
