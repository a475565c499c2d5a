package lab.bench;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import raft.client.KvClient;
import raft.node.ClusterConfig;

/** What clients ask for, and how often. */
public enum Mix {
  PUT("put", 0), GET("get", 100), MIXED("90/10", 90), LOCAL("local", 100);

  private final String text;
  private final int reads; // of a hundred calls

  Mix(String text, int reads) {
    this.text = text;
    this.reads = reads;
  }

  /** As a user writes them. */
  public static List<String> texts() {
    return Stream.of(values()).map(Mix::toString).toList();
  }

  /** @throws IllegalArgumentException if there is none of that name */
  public static Mix of(String text) {
    for (Mix mix : values()) if (mix.text.equals(text)) return mix;
    throw new IllegalArgumentException("there is no mix " + text);
  }

  /** A client that reads so: locally all of them at one node. */
  KvClient client(ClusterConfig config, int millis) {
    KvClient client = new KvClient(config, millis);
    return this != LOCAL ? client
        : client.reads(KvClient.Reads.LOCAL, config.nodes().get(0).id());
  }

  boolean hasReads() {
    return reads > 0;
  }

  /** Whether the next call is a read. */
  boolean nextIsRead(Random random) {
    return random.nextInt(100) < reads;
  }

  @Override public String toString() {
    return text;
  }
}
