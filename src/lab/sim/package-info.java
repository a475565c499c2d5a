/**
 * The simulator: the same servers that the sockets drive, in a world where one
 * thread, one seed and virtual time decide everything, and faults of all kinds
 * happen. A seed that breaks a promise breaks it again, as often as you like.
 *
 * <p>Read in this order:
 * <ol>
 * <li>{@link lab.sim.VirtualDisk}, {@link lab.sim.SimulatedProcess} and {@link
 *     lab.sim.SimulatedCluster}: servers, disks and packets, moved one step at
 *     a time. They know no chance and no time; scripts drive them too.
 * <li>{@link lab.sim.SimulatedNode} and {@link lab.sim.Link}: what a node's
 *     threads do, in time. {@link lab.sim.Network}: what becomes of a packet.
 *     {@link lab.sim.Client}: what a client asks for. {@link
 *     lab.sim.Environment}: how long things take.
 * <li>{@link lab.sim.Fault}: all that can be wrong. {@link lab.sim.Plan}: what
 *     a seed stands for. {@link lab.sim.FaultInjector}: how a fault is done to
 *     a node. {@link lab.sim.FaultSource}: when, at random or at the worst
 *     moment.
 * <li>{@link lab.sim.Simulation}: one run of all that. {@link
 *     lab.sim.LivenessPhase}: what has to happen when the faults are over.
 * <li>{@link lab.sim.Run}, {@link lab.sim.SeedRunner} and {@link
 *     lab.sim.SimulationReport}: one seed, many, and how to watch.
 * <li>{@link lab.check}: the checkers, after every step.
 * <li>{@link lab.shrink}: what is left of a run that broke a promise.
 * </ol>
 *
 * <p>The same seed gives the same run, bit for bit, in every JVM: all chance
 * comes from {@link lab.sim.SeededRandom}, nothing walks a hash-ordered
 * collection, nothing reads a real clock, and {@link lab.sim.EventLog} folds
 * all that happens into one number to prove it.
 */
package lab.sim;
