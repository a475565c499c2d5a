package raft;

import java.util.Objects;

/**
 * A server as a configuration names it.
 *
 * @param id      without spaces and signs: {@code n1}
 * @param address where it is, as the machine around the algorithm writes it:
 *                letters, digits and the signs of addresses, not looked into
 *                here; empty if it is known otherwise
 */
public record Server(String id, String address) {
  private static final int LONGEST_ID = 40;
  private static final int LONGEST_ADDRESS = 200;

  public Server {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(address, "address");
    if (!id.matches("[A-Za-z0-9._-]{1," + LONGEST_ID + "}")) {
      throw new IllegalArgumentException("a server's id must be 1 to "
          + LONGEST_ID + " letters, digits, ., - or _, not \"" + id + "\"");
    }
    if (!address.matches("[\\p{L}\\p{N}.:,%_\\[\\]-]{0," + LONGEST_ADDRESS
        + "}")) {
      throw new IllegalArgumentException("the address of " + id + " is not one"
          + " of at most " + LONGEST_ADDRESS + " characters: " + address);
    }
  }

  /** Reads {@code n1=ADDRESS} or {@code n1}. */
  public static Server of(String text) {
    int sign = text.indexOf('=');
    return sign < 0 ? new Server(text, "")
        : new Server(text.substring(0, sign), text.substring(sign + 1));
  }

  /** What {@link #of} reads. */
  @Override public String toString() {
    return address.isEmpty() ? id : id + "=" + address;
  }
}
