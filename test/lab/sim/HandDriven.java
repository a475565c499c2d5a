package lab.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import raft.Configuration;
import raft.Settings;
import lab.check.Operation;
import lab.check.Property;
import lab.check.Violation;

/** A cluster that does what a test says, one thing after the other. */
public final class HandDriven {
  private static final Settings SETTINGS =
      new Settings(10, 30, 60, 100, 100_000, false);

  private final EventLog events = new EventLog(true);
  private final SimulatedCluster cluster;
  private Violation violation;
  private long time; // in microseconds
  private long serial;

  /** All servers are up. */
  public HandDriven(int nodes) {
    List<String> servers = new ArrayList<>();
    for (int i = 1; i <= nodes; i++) servers.add("n" + i);
    Setup setup = new Setup(new Configuration(servers), SETTINGS, 100, 1);
    cluster = new SimulatedCluster(setup, Set.of(Property.Group.FIGURE_3),
        events, () -> time += 100);
    cluster.nodes().forEach(SimulatedProcess::start);
  }

  public List<Event> events() {
    return events.events();
  }

  /** What the run ended with; null if all promises were kept. */
  public Violation violation() {
    return violation;
  }

  /** Elects it by the votes of these. */
  public HandDriven elect(String candidate, String... voters) {
    process(candidate).timeout();
    flush(candidate);
    for (String voter : voters) exchange(candidate, voter);
    return this;
  }

  /** A client appends this value to the key x. */
  public HandDriven propose(String leader, String value) {
    Operation operation = new Operation("c1", ++serial, Operation.Verb.APPEND,
        "x", value, null);
    cluster.checkers().called(operation);
    process(leader).clients().propose(new Proposal(operation, outcome -> {}));
    flush(leader);
    return this;
  }

  /** A request goes there, and its reply comes back. */
  public HandDriven exchange(String from, String to) {
    Packet request = send(from, to);
    Packet reply = process(to).receive(request);
    flush(to);
    process(to).send(reply);
    try {
      process(from).receive(reply);
    } catch (Violation found) {
      violation = found;
    }
    return this;
  }

  /** A request goes there and never arrives. */
  public HandDriven lose(String from, String to) {
    Packet request = send(from, to);
    process(to).note(EventKind.LOSE, request, "");
    return this;
  }

  public HandDriven heartbeats(String leader) {
    process(leader).tick(SETTINGS.heartbeatTicks());
    return this;
  }

  public HandDriven cut(String from, String to) {
    process(to).note(EventKind.CUT, null, from);
    return this;
  }

  public HandDriven join(String from, String to) {
    process(to).note(EventKind.JOIN, null, from);
    return this;
  }

  public HandDriven pause(String id) {
    process(id).note(EventKind.PAUSE, null, "");
    return this;
  }

  public HandDriven crash(String id) {
    process(id).crash(EventKind.CRASH, 0);
    return this;
  }

  public HandDriven restart(String id) {
    process(id).start();
    return this;
  }

  /** Its disk forgets all that it ever promised. */
  public HandDriven wipe(String id) {
    process(id).disk().wipe();
    return this;
  }

  /** Tells the client that has waited longest. */
  public HandDriven answer(String id) {
    process(id).clients().answer();
    return this;
  }

  private Packet send(String from, String to) {
    Packet request = process(from).ask(process(to));
    process(from).send(request);
    return request;
  }

  private void flush(String id) {
    SimulatedProcess process = process(id);
    if (!process.disk().hasBuffered()) return;
    process.write();
    process.force();
    process.durable();
  }

  private SimulatedProcess process(String id) {
    return cluster.process(id);
  }
}
