package lab.sim;

/**
 * Sends the requests of one server to one peer, as a link of a node does: it
 * asks the server for the next request, sends it, and waits for the reply until
 * a deadline. One request is under way at a time.
 *
 * <p>A link of connections closes its connection at the deadline, and the
 * reply is lost; one of datagrams takes a reply however late it comes, as long
 * as the process remembers the request.
 */
final class Link {
  private final Simulation simulation;
  private final SimulatedNode node;
  private final SimulatedNode peer;

  private Packet waiting; // the request under way; null if none is
  private long term; // in which it was made
  private boolean backsOff;
  private long deadline; // for the answer
  private boolean watching; // an action is planned that looks at the deadline

  Link(Simulation simulation, SimulatedNode node, SimulatedNode peer) {
    this.simulation = simulation;
    this.node = node;
    this.peer = peer;
  }

  SimulatedProcess peer() {
    return peer.process();
  }

  /** The request under way; null if none is. */
  Packet waiting() {
    return waiting;
  }

  /** Asks the server, if nothing is under way. */
  void ask() {
    if (isWaiting() || backsOff) return;
    Packet request = node.process().ask(peer.process());
    if (request == null || !node.isAlive(request.life())) return;
    waiting = request;
    term = node.process().status().term();
    deadline = Long.MAX_VALUE;
    node.dispatch(request);
  }

  private boolean isWaiting() {
    return waiting != null
        && (simulation.plan().environment().linksArePatient()
            || term == node.process().status().term());
  }

  /** The request has left. */
  void sent() {
    deadline = simulation.now() + simulation.replyTimeout();
    if (watching) return;
    watching = true;
    node.later(simulation.replyTimeout(), this::watch);
  }

  private void watch() {
    watching = false;
    if (waiting == null || deadline == Long.MAX_VALUE) return;
    if (simulation.now() >= deadline) {
      silence();
      return;
    }
    watching = true;
    node.later(deadline - simulation.now(), this::watch);
  }

  /** Whether a reply that has come is listened to. */
  boolean takes(Packet reply) {
    return !simulation.isConnected() || reply.request() == waiting;
  }

  void answered(Packet reply) {
    if (reply.request() == waiting) waiting = null;
  }

  /** The peer is down, or the connection was reset. */
  void refused(Packet request) {
    if (request != waiting) return;
    backsOff = true;
    node.later(simulation.plan().heartbeat(), () -> backsOff = false);
    silence();
  }

  private void silence() {
    Packet request = waiting;
    waiting = null;
    node.process().silence(request);
  }

  /** The process has ended, and with it what it waited for. */
  void reset() {
    waiting = null;
    backsOff = false;
    watching = false;
  }
}
