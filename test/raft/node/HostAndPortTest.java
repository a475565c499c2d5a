package raft.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses are printed as a person writes them, and read back. */
final class HostAndPortTest {
  @ParameterizedTest
  @CsvSource({"127.0.0.1:7101, 127.0.0.1:7101", "[::1]:24200, [::1]:24200",
      "::1:24200, [::1]:24200", "[0:0:0:0:0:0:0:1]:1, [::1]:1",
      "[::]:7101, [::]:7101", "[2001:db8::8:0:0:1]:9, [2001:db8::8:0:0:1]:9",
      "[1:0:0:2:0:0:0:3]:9, [1:0:0:2::3]:9", "[fe80::]:9, [fe80::]:9",
      "[2001:db8:0:1:1:1:1:1]:9, [2001:db8:0:1:1:1:1:1]:9",
      "[100:0:0:10::]:9, [100:0:0:10::]:9", "localhost:80, localhost:80",
      "Host-1.example:80, Host-1.example:80"})
  void anAddressIsPrintedAsItIsWrittenAndReadAgain(String written,
      String printed) {
    InetSocketAddress address = HostAndPort.parse(written);

    String text = HostAndPort.text(address);

    assertEquals(printed, text);
    assertEquals(address, HostAndPort.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":", "host", ":7101", "host:", "host:0",
      "host:-1", "host:65536", "host:x", "a b:1", "999.1.1.1:1", "127.1:1",
      "[::1:7", "[g::1]:7", "http://host:1", "-host:1", "1.2.3.4.5:1"})
  void whatIsNoAddressIsRefused(String written) {
    assertThrows(IllegalArgumentException.class,
        () -> HostAndPort.parse(written));
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:1", "no-such-host.invalid:1"})
  void aNameStaysANameUntilSomebodyConnects(String written) {
    InetSocketAddress address = HostAndPort.parse(written);

    assertTrue(address.isUnresolved());
    assertFalse(HostAndPort.parse("127.0.0.1:1").isUnresolved());
  }
}
