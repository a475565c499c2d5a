package lab.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import raft.Configuration;
import raft.Held;
import raft.Message;
import lab.check.Checkers;
import lab.check.Property;
import lab.check.ClusterView;
import lab.check.Violation;

/**
 * Processes, and the packets between them, moved one step at a time by what
 * drives them: a seeded {@link Simulation}, or a script. There is no chance in
 * it, and of time it only keeps what it is told. After every step the checkers
 * look.
 */
public final class SimulatedCluster implements ClusterView {

  /** Is told of every step, after the checkers. */
  interface StepWatcher {
    void happened(EventKind kind, SimulatedProcess process, Packet packet);
  }

  private final List<SimulatedProcess> processes = new ArrayList<>();
  private final Configuration initial;
  private final Checkers checkers;
  private final EventLog events;
  private final LongSupplier clock;
  private StepWatcher watcher = (kind, process, packet) -> {};
  private long packets;

  /**
   * Makes all processes, of which none is started.
   *
   * @param clock tells the time, in microseconds
   */
  public SimulatedCluster(Setup setup, Set<Property.Group> watched,
      EventLog events, LongSupplier clock) {
    this.events = events;
    this.clock = clock;
    initial = setup.configuration();
    checkers = new Checkers(this, watched, new Application());
    for (String id : setup.servers()) {
      processes.add(new SimulatedProcess(this, setup, id, processes.size()));
    }
  }

  void watch(StepWatcher watcher) {
    this.watcher = watcher;
  }

  <T> T step(EventKind kind, SimulatedProcess process, Packet packet,
      String text, Supplier<T> rules) {
    events.begin();
    T result;
    try {
      result = guarded(kind, process, packet, rules);
    } finally {
      events.end(clock.getAsLong(), kind, process, packet, text);
    }
    watcher.happened(kind, process, packet);
    return result;
  }

  /** What the server itself asserts is a promise too. */
  <T> T guarded(EventKind kind, SimulatedProcess process, Packet packet,
      Supplier<T> rules) {
    try {
      return rules.get();
    } catch (Violation violation) {
      throw violation;
    } catch (RuntimeException | Error failure) {
      Violation violation = new Violation(Property.NO_ASSERTION_FAILS,
          "event %d: %s %s %s".formatted(event(), process, kind,
              packet == null ? "" : packet), failure.toString());
      violation.initCause(failure);
      throw violation;
    }
  }

  Packet packet(SimulatedProcess from, SimulatedProcess to,
      Held<? extends Message> held, Packet request) {
    return new Packet(++packets, from, to, held, request);
  }

  public Checkers checkers() {
    return checkers;
  }

  boolean isRecording() {
    return events.isRecording();
  }

  SimulatedProcess process(String id) {
    return (SimulatedProcess) node(id);
  }

  @Override public List<SimulatedProcess> nodes() {
    return processes;
  }

  @Override public Configuration initial() {
    return initial;
  }

  @Override public long event() {
    return events.count();
  }
}
