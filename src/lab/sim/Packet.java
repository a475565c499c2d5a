package lab.sim;

import raft.AppendEntries;
import raft.Held;
import raft.InstallSnapshot;
import raft.InstallSnapshotReply;
import raft.Message;

/**
 * A message on its way from one process to another, from the moment it is made.
 * While it is held for the disk, its message cannot be read.
 */
public final class Packet {
  private final long number;
  private final SimulatedProcess from;
  private final SimulatedProcess to;
  private final int life;
  private final Held<? extends Message> held;
  private final Packet request;

  // Null until it leaves.
  private Message message;

  /**
   * @param number  no other packet of the run has it
   * @param request the packet this answers; null if it is a request itself
   */
  Packet(long number, SimulatedProcess from, SimulatedProcess to,
      Held<? extends Message> held, Packet request) {
    this.number = number;
    this.from = from;
    this.to = to;
    life = from.life();
    this.held = held;
    this.request = request;
  }

  /** It leaves, if the sender's disk is far enough (P1). */
  void open() {
    message = from.disk().release(held);
  }

  public boolean mayLeave() {
    return from.disk().has(held.position());
  }

  public long number() {
    return number;
  }

  public SimulatedProcess from() {
    return from;
  }

  public SimulatedProcess to() {
    return to;
  }

  /** Which process of the sender made it. */
  int life() {
    return life;
  }

  public boolean isReply() {
    return request != null;
  }

  /** The packet that this one answers; null if none. */
  public Packet request() {
    return request;
  }

  /** The request of its exchange: itself, or the packet that it answers. */
  public Packet requestOfExchange() {
    return isReply() ? request : this;
  }

  /** Whether the process that made the request of its exchange still runs. */
  public boolean isRemembered() {
    Packet asked = requestOfExchange();
    return asked.life == asked.from.life() && asked.from.isUp();
  }

  /** What it says; null while it is held. */
  public Message message() {
    return message;
  }

  /** The request that it answers; null if it is one itself. */
  Message.Request answered() {
    return isReply() ? (Message.Request) request.message() : null;
  }

  /** Whether it is an AppendEntries that carries entries. */
  public boolean carriesEntries() {
    return message instanceof AppendEntries append
        && !append.entries().isEmpty();
  }

  /** Whether it is a part of a snapshot. */
  public boolean isChunk() {
    return message instanceof InstallSnapshot;
  }

  /** Whether it is that, or a reply to one. */
  boolean isOfTransfer() {
    return isChunk() || message instanceof InstallSnapshotReply;
  }

  /** {@code RequestVote n1 -> n2 (n1-n2-17)}. */
  @Override public String toString() {
    String route = from.id() + " -> " + to.id();
    if (message == null) return "a message " + route + ", held";
    return "%s %s %s".formatted(name(), route, message);
  }

  private String name() {
    return isReply() ? "Reply " + rpc() : rpc();
  }

  /** The RPC that it is part of, such as AppendEntries; not while held. */
  public String rpc() {
    Record asked = (Record) requestOfExchange().message;
    return asked.getClass().getSimpleName();
  }
}
