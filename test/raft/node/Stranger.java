package raft.node;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import raft.node.Frame.Hello;

/**
 * Somebody at the other end of a socket who knows the wire format from its
 * description only, and keeps to it as far as the test wants.
 */
final class Stranger implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  private final Socket socket;
  private final DataInputStream in;

  /** At this end of a socket. */
  Stranger(Socket socket) {
    this.socket = socket;
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(PATIENCE_MILLIS);
      in = new DataInputStream(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Connects, and says nothing yet. */
  Stranger(InetSocketAddress address) {
    this(connected(address));
  }

  private static Socket connected(InetSocketAddress address) {
    try {
      return new Socket(address.getAddress(), address.getPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A client that was welcomed. */
  static Stranger client(ClusterConfig config, String node) {
    Stranger client = new Stranger(config.node(node).client());
    client.send(helloOfClient("test", node));
    client.receive("Welcome");
    return client;
  }

  /** A peer that was welcomed. */
  static Stranger peer(ClusterConfig config, String me, String node) {
    Stranger peer = new Stranger(config.node(node).peer());
    Hello hello = Hello.peer(config.identity(node), node, 17);
    peer.send(Codec.encode(new Hello(hello.protocol(), hello.cluster(), me,
        node, hello.boot(), hello.nodes(), hello.application())));
    peer.receive("Welcome");
    return peer;
  }

  static String helloOfClient(String cluster, String to) {
    return """
        {"type":"Hello","protocol":1,"cluster":"%s","to":"%s","boot":0}"""
        .formatted(cluster, to);
  }

  static String helloOfPeer(String cluster, String me, String to) {
    return """
        {"type":"Hello","protocol":1,"cluster":"%s","node":"%s","to":"%s",\
        "boot":17,"nodes":["n1","n2","n3"],"application":"key-value"}"""
        .formatted(cluster, me, to);
  }

  /** A well-formed frame with this text in it. */
  static byte[] frame(String json) {
    return frame(json.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] frame(byte[] body) {
    return ByteBuffer.allocate(4 + body.length).putInt(body.length).put(body)
        .array();
  }

  void send(String json) {
    send(frame(json));
  }

  void send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends nothing more, but listens. */
  void endOutput() {
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next frame, or null if there is none to come. */
  JsonObject receive() {
    try {
      byte[] body = new byte[in.readInt()];
      in.readFully(body);
      return JsonParser.parseString(new String(body, StandardCharsets.UTF_8))
          .getAsJsonObject();
    } catch (EOFException | SocketException e) {
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next frame, which must be of this type. */
  JsonObject receive(String type) {
    JsonObject frame = receive();
    assertNotNull(frame, "closed, where " + type + " was expected");
    assertTrue(frame.get("type").getAsString().equals(type),
        type + " was expected, not " + frame);
    return frame;
  }

  /** Puts a value to x, as a client; returns the outcome that it is told. */
  String put(int serial, String value) {
    send("""
        {"type":"ClientRequest","id":"p","command":{"client":"tester",\
        "serial":%d,"op":"put","key":"x","value":"%s"}}"""
        .formatted(serial, value));
    return receive("ClientReply").get("outcome").getAsString();
  }

  /** The other end must give this reason, and close. */
  void isRefused(String reason) {
    String why = receive("ErrorFrame").get("why").getAsString();
    assertTrue(why.contains(reason), why);
    assertNull(receive());
  }

  @Override public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
