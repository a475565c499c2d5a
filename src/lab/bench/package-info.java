/**
 * How fast it is, and where the time goes: {@code lab bench}.
 *
 * <pre>
 *  Workload       what clients do, how many of them, and for how long
 *  Load           all of them at work; a LoadClient is one, with the client
 *                 library that users get, a thread and a connection
 *  Reading        the counters of all processes at one moment
 *  Meter          two readings with a load in between make a line: Measured
 *  Machine        whether something else runs here
 * </pre>
 *
 * <p>Absolute numbers belong to a machine and an hour. What is quoted is a
 * ratio: of the cluster to a cluster of one node, which runs the same frames,
 * threads and disk but replicates nothing, both measured in turn, again and
 * again ({@link lab.bench.Spread}).
 *
 * <p>The processes themselves are started by {@code raft.cli}; what is measured
 * here is reached through the public wire only.
 *
 * <p><b>Reading order:</b> Meter, Load, LoadClient, Measured.
 */
package lab.bench;
