package raft;

/**
 * A message that may not leave yet: it depends on what stands in the storage's
 * buffer up to {@code position}, and that may not be on disk yet (P1).
 *
 * <p>The message has no public getter. The only way to it is {@link
 * Storage#release}, which first waits until the position is durable. So no
 * rule, of today or added later, can speak before it persists.
 *
 * @param <M> the kind of message held
 */
public final class Held<M extends Message> {
  private final M message;
  private final long position;

  /** Only {@link Durability#hold} knows what a message has to wait for. */
  Held(M message, long position) {
    this.message = message;
    this.position = position;
  }

  /** What must be durable before the message leaves. */
  public long position() {
    return position;
  }

  M message() {
    return message;
  }

  /** Another message that has to wait for the same. */
  <N extends Message> Held<N> with(N other) {
    return new Held<>(other, position);
  }
}
