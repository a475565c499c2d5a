package lab.bench;

import com.google.gson.JsonObject;
import java.util.Locale;
import raft.node.Frame.CountersReply;

/**
 * The result of a workload.
 *
 * @param cpu               milliseconds of processor time for one operation
 * @param forcesPerSecond   of the leader's disk
 * @param entriesPerRequest log entries in one AppendEntries of the leader
 * @param wireBytes         between nodes, for one operation
 * @param diskBytes         on all disks, for one operation
 * @param failed            calls that no node took, the warm-up's too
 * @param unknown           calls that may or may not have happened, the same
 * @param leaderChanges     elections, from the warm-up on
 */
public record Measured(String system, int clients, double opsPerSecond,
    Latencies latencies, Cpu cpu, double forcesPerSecond,
    double entriesPerRequest, double wireBytes, double diskBytes, long failed,
    long unknown, long leaderChanges) {

  /** Where the time went; of the leader, of all others, of all clients. */
  public record Cpu(double leader, double followers, double client) {
    double sum() {
      return leader + followers + client;
    }
  }

  /** What stands above {@link #line}, in two lines. */
  public static final String HEADER = """
      system       clients    ops/s    p50     p99     max  CPU-us/op       \
         leader entries  bytes/op   not lead
                                        us      us      us  leader foll  cli\
        forces/s /append  wire disk  done chg""";

  static Measured of(Subject subject, Workload workload, Load load,
      Reading start, Reading begin, Reading end) {
    Latencies latencies = load.between(begin.nanos(), end.nanos());
    double seconds = (end.nanos() - begin.nanos()) / 1e9;
    double operations = Math.max(1, latencies.count());
    String leader = end.leader();
    long requests = end.since(begin, leader, CountersReply::requests);
    return new Measured(subject.system(), workload.clients(),
        latencies.count() / seconds, latencies,
        cpu(begin, end, operations),
        end.since(begin, leader, CountersReply::forces) / seconds,
        end.since(begin, leader, CountersReply::entries)
            / (double) Math.max(1, requests),
        end.since(begin, CountersReply::peerBytes) / operations,
        end.since(begin, CountersReply::diskBytes) / operations,
        load.failed(), load.unknown(), end.term() - start.term());
  }

  private static Cpu cpu(Reading begin, Reading end, double operations) {
    double leader =
        end.since(begin, end.leader(), CountersReply::cpuMillis);
    double all = end.since(begin, CountersReply::cpuMillis);
    double client = end.clientCpuMillis() - begin.clientCpuMillis();
    return new Cpu(leader / operations, (all - leader) / operations,
        client / operations);
  }

  /** For a person; under {@link #HEADER}. */
  public String line() {
    return String.format(Locale.ROOT,
        "%-13s%6d %8.0f %7.0f %7.0f %7.0f  %5.0f %5.0f %5.0f %7.0f %7.1f"
        + " %6.0f %4.0f %5d %3d", system, clients, opsPerSecond,
        latencies.micros(50), latencies.micros(99), latencies.micros(100),
        1000 * cpu.leader(), 1000 * cpu.followers(), 1000 * cpu.client(),
        forcesPerSecond, entriesPerRequest, wireBytes, diskBytes,
        failed + unknown, leaderChanges);
  }

  /** For a program. */
  public JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("system", system);
    json.addProperty("clients", clients);
    json.addProperty("opsPerSecond", rounded(opsPerSecond));
    json.addProperty("p50Micros", rounded(latencies.micros(50)));
    json.addProperty("p99Micros", rounded(latencies.micros(99)));
    json.addProperty("maxMicros", rounded(latencies.micros(100)));
    json.addProperty("cpuMillisPerOp", rounded(cpu.sum()));
    json.addProperty("leaderCpuMillisPerOp", rounded(cpu.leader()));
    json.addProperty("followersCpuMillisPerOp", rounded(cpu.followers()));
    json.addProperty("clientCpuMillisPerOp", rounded(cpu.client()));
    json.addProperty("forcesPerSecond", rounded(forcesPerSecond));
    json.addProperty("entriesPerAppend", rounded(entriesPerRequest));
    json.addProperty("wireBytesPerOp", rounded(wireBytes));
    json.addProperty("diskBytesPerOp", rounded(diskBytes));
    json.addProperty("failed", failed);
    json.addProperty("unknown", unknown);
    json.addProperty("leaderChanges", leaderChanges);
    return json;
  }

  /** To a thousandth. */
  static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
