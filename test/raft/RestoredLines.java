package raft;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A state that is the list of its lines. Not thread-safe. */
public final class RestoredLines implements StateMachine.Restoring {
  private final List<String> lines = new ArrayList<>();
  private final Consumer<List<String>> replace;

  /** Nothing takes the place of anything. */
  public RestoredLines() {
    this(lines -> { });
  }

  /** @param replace puts these lines in the place of the present state */
  public RestoredLines(Consumer<List<String>> replace) {
    this.replace = replace;
  }

  /** Those that have come. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  @Override public void line(String line) {
    lines.add(line);
  }

  @Override public Runnable end() {
    return () -> replace.accept(lines);
  }
}
