package raft.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import raft.client.KvClient;

/** Of three real nodes that share a printer, a cause stands above its effect. */
class TraceOrderTest {
  private static final int PUTS = 100;
  private static final int WIDTH = 100 - "21:04:05.067089 ".length();

  private static final Pattern MESSAGE =
      Pattern.compile("(n\\d) (->|<-) (n\\d) (.*)");
  private static final Pattern LEADER = Pattern.compile(
      "(n\\d) (t\\d+) leader +\\| becomes leader, votes of \\[(.*)\\] .*");

  /** What three nodes trace in an election, some puts, and another election. */
  private static List<String> trace() {
    try (Cluster cluster = Cluster.of(3).traces(TracePrinter.Level.MESSAGES)) {
      cluster.leader();
      try (KvClient client = new KvClient(cluster.config(), 15_000)) {
        for (int i = 0; i < PUTS; i++) client.put("x", "" + i);
      }
      cluster.node(cluster.follower()).timeout();
      cluster.leader();
      return cluster.trace();
    }
  }

  @Test void whatIsReceivedWasSentAboveItAndVotesStandAboveTheirLeader() {
    List<String> trace = trace();

    assertEquals(List.of(), receivedBeforeSent(trace));
    assertEquals(List.of(), leadersBeforeTheirVotes(trace));
    assertTrue(trace.stream().filter(line -> line.contains("AppendEntries t"))
        .count() > PUTS, "there was something to look at");
    assertEquals(List.of(), trace.stream().filter(line ->
        MESSAGE.matcher(line).matches() && line.length() > WIDTH).toList());
  }

  private static List<String> receivedBeforeSent(List<String> trace) {
    Set<String> sent = new HashSet<>();
    List<String> wrong = new ArrayList<>();
    for (String line : trace) {
      Matcher message = MESSAGE.matcher(line);
      if (!message.matches()) continue;
      String one = message.group(1);
      String other = message.group(3) + " ";
      if (message.group(2).equals("->")) {
        sent.add(one + " to " + other + message.group(4));
      } else if (!sent.contains(other + "to " + one + " " + message.group(4))) {
        wrong.add(line);
      }
    }
    return wrong;
  }

  private static List<String> leadersBeforeTheirVotes(List<String> trace) {
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < trace.size(); i++) {
      Matcher leader = LEADER.matcher(trace.get(i));
      if (!leader.matches()) continue;
      for (String voter : leader.group(3).split(", ")) {
        if (voter.equals(leader.group(1))) continue;
        String vote = "%s %s follower | votes for %s (RV2)".formatted(voter,
            leader.group(2), leader.group(1));
        if (!trace.subList(0, i).contains(vote)) wrong.add(trace.get(i));
      }
    }
    return wrong;
  }
}
