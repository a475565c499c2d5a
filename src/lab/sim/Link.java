package lab.sim;

/**
 * The way from one server to another, as a link of a node goes it: asks the
 * server what the peer shall hear, sends that, and waits for the answer or in
 * vain. One request is under way at a time.
 *
 * <p>A link of connections closes its connection when it has waited in vain,
 * and then hears nothing more of it; one of datagrams takes a reply however
 * late it comes, as long as the process remembers the request.
 */
final class Link {
  private final World world;
  private final Host host;
  private final Host peer;

  private Packet waiting; // the request under way; null if none is
  private boolean backsOff;
  private long deadline; // for the answer
  private boolean watching; // there is somebody who looks at the deadline

  Link(World world, Host host, Host peer) {
    this.world = world;
    this.host = host;
    this.peer = peer;
  }

  Machine peer() {
    return peer.machine();
  }

  /** The request under way; null if none is. */
  Packet waiting() {
    return waiting;
  }

  /** Asks the server, if nothing is under way. */
  void ask() {
    if (waiting != null || backsOff) return;
    Packet request = host.machine().ask(peer.machine());
    if (request == null || !host.isAlive(request.life())) return;
    waiting = request;
    deadline = Long.MAX_VALUE;
    host.dispatch(request);
  }

  /** The request has left. */
  void sent() {
    deadline = world.now() + world.replyTimeout();
    if (watching) return;
    watching = true;
    host.later(world.replyTimeout(), this::watch);
  }

  private void watch() {
    watching = false;
    if (waiting == null || deadline == Long.MAX_VALUE) return;
    if (world.now() >= deadline) {
      silence();
      return;
    }
    watching = true;
    host.later(deadline - world.now(), this::watch);
  }

  /** Whether a reply that has come is listened to. */
  boolean takes(Packet reply) {
    return !world.isConnected() || reply.request() == waiting;
  }

  void answered(Packet reply) {
    if (reply.request() == waiting) waiting = null;
  }

  /** Nobody is there to connect to, or the connection was reset. */
  void refused(Packet request) {
    if (request != waiting) return;
    backsOff = true;
    host.later(world.plan().heartbeat(), () -> backsOff = false);
    silence();
  }

  private void silence() {
    Packet request = waiting;
    waiting = null;
    host.machine().silence(request);
  }

  /** The process is gone, and what it waited for. */
  void reset() {
    waiting = null;
    backsOff = false;
    watching = false;
  }
}
