package raft;

import java.util.ArrayList;
import java.util.List;

/** A trace that is kept, to be read when all is over. */
final class Recorder implements Trace {
  private final List<String> lines = new ArrayList<>();

  @Override public boolean isOn() {
    return true;
  }

  @Override public void line(TraceLine line) {
    lines.add(line.toString());
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  String last() {
    return lines.get(lines.size() - 1);
  }
}
