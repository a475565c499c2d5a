package raft.node;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * Addresses as a person writes them: {@code 127.0.0.1:7101}, {@code
 * [::1]:7101}, {@code host.example:7101}.
 */
final class HostAndPort {
  private static final String OCTET = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
  private static final String IPV4 = "(" + OCTET + "\\.){3}" + OCTET;
  private static final String NAME = "[\\p{L}\\p{N}]([\\p{L}\\p{N}._-]*)";
  private static final int MOST_GROUPS = 8; // of four hexadecimal digits

  private HostAndPort() {}

  /**
   * Reads an address. Host names stay names: they are not looked up here.
   *
   * @throws IllegalArgumentException if it does not look like one
   */
  static InetSocketAddress parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon <= 0) throw new IllegalArgumentException(text);
    int port = Integer.parseInt(text.substring(colon + 1));
    if (port <= 0) throw new IllegalArgumentException(text);
    String host = text.substring(0, colon);
    if (host.indexOf(':') >= 0 || host.matches(IPV4)) {
      return new InetSocketAddress(inNumbers(host), port);
    }
    // A wrong address must not be looked up as if it were a name.
    if (!host.matches(NAME) || host.matches("[0-9.]+")) {
      throw new IllegalArgumentException(text);
    }
    return InetSocketAddress.createUnresolved(host, port);
  }

  private static InetAddress inNumbers(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(host, e);
    }
  }

  /** The address, so that {@link #parse} reads it again. */
  static String text(InetSocketAddress address) {
    String host = address.getAddress() instanceof Inet6Address v6
        ? "[" + shortened(v6.getHostAddress()) + "]" : address.getHostString();
    return host + ":" + address.getPort();
  }

  /** The longest run of zeros is left out (RFC 5952). */
  private static String shortened(String v6) {
    for (int zeros = MOST_GROUPS; zeros >= 2; zeros--) {
      String run = "(^|:)" + "0:".repeat(zeros - 1) + "0(:|$|(?=%))";
      String text = v6.replaceFirst(run, "::");
      if (!text.equals(v6)) return text;
    }
    return v6;
  }
}
