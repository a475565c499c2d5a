package lab.sim;

/** Somebody who does harm, at random or with intent. */
interface FaultSource {

  /** The run begins; this is the time to plan. */
  default void begin() {}

  /** Something has just happened to a host. */
  default void happened(EventKind kind, SimulatedNode node, Packet packet) {}

  /** The world heals; whatever is still held back is let go. */
  default void end() {}
}
