package raft.node;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import raft.TraceLine;

/** What was printed is kept in memory. With level OFF that is the notices. */
public final class KeptTrace implements TracePrinter.Output {
  private final List<String> lines = new ArrayList<>();

  @Override public void change(Instant when, TraceLine line) {
    add(line.toString());
  }

  @Override public void message(Instant when, String line) {
    add(line);
  }

  @Override public void notice(Instant when, String line) {
    add(line);
  }

  private synchronized void add(String line) {
    lines.add(line);
  }

  public synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  synchronized List<String> last(int count) {
    return List.copyOf(lines.subList(Math.max(0, lines.size() - count),
        lines.size()));
  }
}
