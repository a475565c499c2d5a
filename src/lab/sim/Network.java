package lab.sim;


/**
 * Carries packets from node to node: late, twice, never, or in another
 * order than they were sent. A link can be cut, and clogged, in one direction
 * and not in the other.
 *
 * <p>Of connections only some of that is true: what is lost is sent again and
 * so comes late, nothing comes twice, and what belongs to a connection that was
 * closed meanwhile is lost.
 */
final class Network {
  private static final long RESEND = 200_000; // microseconds, then twice that

  private final Simulation simulation;
  private final SeededRandom random;
  private final boolean[][] cut; // [from][to]
  private final long[][] clogged; // until then, [from][to]
  private final long[][] newest; // request that arrived, [from][to]

  Network(Simulation simulation, SeededRandom random) {
    this.simulation = simulation;
    this.random = random;
    int nodes = simulation.plan().servers();
    cut = new boolean[nodes][nodes];
    clogged = new long[nodes][nodes];
    newest = new long[nodes][nodes];
  }

  // ---- What is wrong with it -------------------------------------------

  void cut(SimulatedProcess from, SimulatedProcess to) {
    if (from == to || cut[from.number()][to.number()]) return;
    cut[from.number()][to.number()] = true;
    to.note(EventKind.CUT, null, from.id());
  }

  /** Cuts the links between these two in both directions. */
  void separate(SimulatedProcess one, SimulatedProcess other) {
    cut(one, other);
    cut(other, one);
  }

  /** Cuts all its links. */
  void isolate(SimulatedProcess one) {
    for (SimulatedNode each : simulation.nodes()) separate(one, each.process());
  }

  /** Cuts its links from the others: it receives nothing. */
  void deafen(SimulatedProcess one) {
    for (SimulatedNode each : simulation.nodes()) cut(each.process(), one);
  }

  /** Cuts its links to the others: what it sends does not arrive. */
  void mute(SimulatedProcess one) {
    for (SimulatedNode each : simulation.nodes()) cut(one, each.process());
  }

  void join(SimulatedProcess from, SimulatedProcess to) {
    if (!cut[from.number()][to.number()]) return;
    cut[from.number()][to.number()] = false;
    to.note(EventKind.JOIN, null, from.id());
  }

  /** Packets that are sent before that time arrive at that time. */
  void clog(SimulatedProcess from, SimulatedProcess to, long until) {
    clogged[from.number()][to.number()] = until;
  }

  void joinAll() {
    for (SimulatedNode from : simulation.nodes()) {
      for (SimulatedNode to : simulation.nodes()) {
        join(from.process(), to.process());
      }
    }
  }

  private boolean isCut(Packet packet) {
    return cut[packet.from().number()][packet.to().number()];
  }

  private boolean strikes(Fault fault) {
    return simulation.strikes(fault, random);
  }

  // ---- Carrying --------------------------------------------------------

  void carry(Packet packet) {
    if (simulation.isConnected()) {
      transmit(packet, RESEND);
      return;
    }
    if (isCut(packet) || strikes(Fault.LOSS)) {
      packet.to().note(EventKind.LOSE, packet, "");
    } else {
      deliverAfter(delay(packet), packet);
    }
    if (strikes(Fault.DUPLICATION)) deliverAfter(delay(packet), packet);
  }

  private long delay(Packet packet) {
    long delay = simulation.plan().environment().delay(random);
    long until = clogged[packet.from().number()][packet.to().number()];
    delay += Math.max(0, until - simulation.now());
    double jitter = simulation.faults().of(Fault.REORDERING);
    if (jitter > 0) delay += random.between(0, (long) (jitter * 1000));
    if (!strikes(Fault.HEAVY_TAIL)) return delay;
    long timeout = simulation.plan().electionTimeout();
    return delay + (long) random.spread(timeout / 10.0, timeout * 8.0);
  }

  private void deliverAfter(long delay, Packet packet) {
    simulation.timeline().after(delay, () -> deliver(packet));
  }

  /** The packet arrives, also if the link was cut meanwhile. */
  void deliver(Packet packet) {
    if (packet.to().isUp()) simulation.node(packet.to()).receive(packet);
    else packet.to().note(EventKind.LOSE, packet, "");
  }

  // ---- Connections -----------------------------------------------------

  private void transmit(Packet packet, long resend) {
    if (isClosed(packet)) {
      packet.to().note(EventKind.LOSE, packet, "");
    } else if (isCut(packet) || strikes(Fault.LOSS)) {
      simulation.timeline().after(resend, () -> transmit(packet, 2 * resend));
    } else {
      simulation.timeline().after(delay(packet), () -> arrive(packet));
    }
  }

  /** A connection is closed when its link no longer waits for the reply. */
  private boolean isClosed(Packet packet) {
    Packet request = packet.requestOfExchange();
    Link link = simulation.node(request.from()).linkTo(request.to());
    return link.waiting() != request
        || packet.from().life() != packet.life() || !packet.from().isUp();
  }

  private void arrive(Packet packet) {
    if (packet.isReply()) {
      deliver(packet);
      return;
    }
    long[] arrived = newest[packet.from().number()];
    int to = packet.to().number();
    if (packet.number() < arrived[to]) { // a newer one has replaced it
      packet.to().note(EventKind.LOSE, packet, "");
      return;
    }
    arrived[to] = packet.number();
    if (!packet.to().isUp()) refuse(packet);
    deliver(packet);
  }

  /** Its process was killed, and its connections are reset. */
  void reset(SimulatedProcess process) {
    if (!simulation.isConnected()) return;
    for (SimulatedNode node : simulation.nodes()) {
      if (node.process() == process) continue;
      Packet request = node.linkTo(process).waiting();
      if (request != null) refuse(request);
    }
  }

  private void refuse(Packet request) {
    simulation.timeline().after(delay(request), () -> {
      SimulatedNode asker = simulation.node(request.from());
      if (asker.process().life() != request.life()) return;
      asker.act(() -> asker.linkTo(request.to()).refused(request));
    });
  }
}
