package lab.sim;

/** Injects faults, at random or at chosen moments. */
interface FaultSource {

  /** The run begins: faults may be planned. */
  default void begin() {}

  /** A step was just taken by this node, or something was done to it. */
  default void happened(EventKind kind, SimulatedNode node, Packet packet) {}

  /** The faults are over: what is held back is released. */
  default void end() {}
}
