package raft.node;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import raft.node.Frame.ErrorFrame;
import raft.text.Text;

/**
 * A socket that carries frames: a length of four bytes, unsigned, big-endian,
 * then as many bytes of JSON (see {@link Codec}).
 *
 * <p>One thread reads and writes; {@link #close} and {@link #closeIfOverdue}
 * may come from any other, and make it fail with an {@link IOException}.
 */
public final class Connection implements AutoCloseable {
  /** Waits as long as it takes for the first byte of a frame. */
  public static final int FOREVER = 0;

  // A line slower than this is not waited for, in bytes a millisecond.
  private static final int SLOWEST = 16;

  private static final int FIRST_ROOM = 1 << 14;

  // A hello with the ids of hundreds of nodes; a stranger gets no more room.
  private static final int LARGEST_FIRST = FIRST_ROOM;
  private static final int LONGEST_COMPLAINT = 300;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final int maxFrame;
  private final int frameMillis;
  private final FrameMemory memory; // null if it is not shared

  // How much of the memory it holds. The reading thread only.
  private int held;

  // Until when the read or the write that is under way may take, by
  // System.nanoTime(); 0 while there is none, or none that has to end. Written
  // by the thread that does it, read by the one that looks for overdue sockets:
  // java.net has no write timeout, and a socket that ever had a read timeout
  // needs three system calls for a read instead of one.
  private volatile long writingUntil;
  private volatile long readingUntil;

  // Whether another thread calls closeIfOverdue, again and again.
  private final boolean isWatched;

  // That thread, if it has to be told when this is closed; else null.
  private final Watch watch;

  /**
   * Takes over a connected socket. A read whose frame does not begin in time
   * throws, and the connection can be used on. A write that takes too long is
   * ended only by one who calls {@link #closeIfOverdue}.
   *
   * @param maxFrame    the largest frame to take or send, in bytes
   * @param frameMillis how long a frame may take from its first byte to its
   *                    last, in either direction, besides its transfer; see
   *                    {@link #transferMillis}
   */
  public Connection(Socket socket, int maxFrame, int frameMillis)
      throws IOException {
    this(socket, maxFrame, frameMillis, null, false, null);
  }

  /**
   * The same, for a node that calls {@link #closeIfOverdue}: a read or write
   * that is not over in time ends the connection.
   *
   * @param memory for large frames, shared with others; or null
   */
  Connection(Socket socket, int maxFrame, int frameMillis, FrameMemory memory)
      throws IOException {
    this(socket, maxFrame, frameMillis, memory, true, null);
  }

  private Connection(Socket socket, int maxFrame, int frameMillis,
      FrameMemory memory, boolean isWatched, Watch watch) throws IOException {
    this.socket = socket;
    this.memory = memory;
    this.isWatched = isWatched;
    this.watch = watch;
    this.maxFrame = maxFrame;
    this.frameMillis = frameMillis;
    // One write is one frame: Nagle's algorithm could only delay it.
    socket.setTcpNoDelay(true);
    // Idle is legal for ever, but a host that vanished is noticed in the end.
    socket.setKeepAlive(true);
    in = new BufferedInputStream(socket.getInputStream(), 1 << 14);
    out = socket.getOutputStream();
  }

  /**
   * Connects as a client; a host name is looked up now. What is not over in
   * time ends the connection.
   *
   * @throws IOException if no host has that name, or none answers
   *     there, within {@code millis}
   */
  public static Connection dial(InetSocketAddress address, int millis,
      int maxFrame, int frameMillis) throws IOException {
    return connect(address, millis, socket -> {
      Connection connection = new Connection(socket, maxFrame, frameMillis,
          null, true, Watch.OF_CLIENTS);
      Watch.OF_CLIENTS.add(connection);
      return connection;
    });
  }

  /** Connects as a peer; otherwise the same, but see {@link #Connection}. */
  static Connection dialPeer(InetSocketAddress address, int millis,
      int maxFrame, int frameMillis) throws IOException {
    return connect(address, millis,
        socket -> new Connection(socket, maxFrame, frameMillis));
  }

  private interface Owner {
    Connection take(Socket socket) throws IOException;
  }

  private static Connection connect(InetSocketAddress address, int millis,
      Owner owner) throws IOException {
    long deadline = System.nanoTime() + millis * 1_000_000L;
    InetSocketAddress found = Hosts.find(address, millis);
    long left = (deadline - System.nanoTime()) / 1_000_000;
    Socket socket = new Socket();
    try {
      socket.connect(found, (int) Math.max(1, left));
      // When no process listens on a port, a socket may connect to itself.
      if (socket.getLocalPort() == socket.getPort()) {
        throw new IOException("connected to itself: no process listens there");
      }
      return owner.take(socket);
    } catch (IOException | RuntimeException | Error e) { // or no thread is left
      socket.close();
      throw e;
    }
  }

  /**
   * Sends one frame.
   *
   * @return how many bytes it took
   */
  public int write(Record frame) throws IOException {
    return write(frame, Integer.MAX_VALUE);
  }

  /**
   * The same.
   *
   * @param mostMillis how long it may take, at least 1, on a connection that a
   *                   client {@link #dial dialled}
   */
  public int write(Record frame, int mostMillis) throws IOException {
    byte[] bytes = bytes(frame);
    long until = earlier(fromNow(mostMillis), deadline(bytes.length));
    writingUntil = until | 1; // odd, so never 0
    out.write(bytes);
    writingUntil = 0;
    return bytes.length;
  }

  private byte[] bytes(Record frame) throws IOException {
    byte[] bytes = Codec.frame(frame);
    int length = bytes.length - Codec.LENGTH_BYTES;
    if (length <= maxFrame) return bytes;
    throw new FrameException("a frame of " + length
        + " bytes is over the limit of " + maxFrame);
  }

  /** How long this many bytes may take on the slowest line, in milliseconds. */
  static long transferMillis(long bytes) {
    return bytes / SLOWEST;
  }

  private long deadline(long bytes) {
    return fromNow(frameMillis + transferMillis(bytes));
  }

  private static long fromNow(long millis) {
    return System.nanoTime() + millis * 1_000_000;
  }

  private static long earlier(long a, long b) {
    return a - b < 0 ? a : b;
  }

  /**
   * Waits for one frame.
   *
   * @param idleMillis how long to wait for its first byte, or {@link #FOREVER}
   * @return the frame, or null if the other side closed between two frames
   * @throws FrameException if it is not what was agreed, or does not end
   * @throws SocketTimeoutException if it does not begin in time
   */
  public Record read(int idleMillis) throws IOException {
    return read(idleMillis, () -> { });
  }

  /**
   * The same.
   *
   * @param mostMillis how long to wait for its last byte, however it comes, at
   *                   least 1
   */
  public Record read(int idleMillis, int mostMillis) throws IOException {
    return read(idleMillis, fromNow(mostMillis), maxFrame, () -> { });
  }

  /**
   * The same, for a caller that wants to know that a long frame is coming.
   *
   * @param part called each time that a part of it has come, but not the last
   */
  Record read(int idleMillis, Runnable part) throws IOException {
    return read(idleMillis, fromNow(Integer.MAX_VALUE), maxFrame, part);
  }

  /** The same, of a peer or client that is not known yet: a small frame. */
  Record readFirst(int idleMillis) throws IOException {
    return read(idleMillis, fromNow(Integer.MAX_VALUE),
        Math.min(maxFrame, LARGEST_FIRST), () -> { });
  }

  private Record read(int idleMillis, long until, int most, Runnable part)
      throws IOException {
    giveBack(); // what came before was replied to
    int first = readFirstByte(idleMillis);
    if (first < 0) return null;
    byte[] rest = readFully(3, earlier(until, deadline(3)), part);
    long length = ((long) first << 24) | (rest[0] & 0xffL) << 16
        | (rest[1] & 0xffL) << 8 | (rest[2] & 0xffL);
    if (length > most) {
      throw new FrameException("a frame of " + length
          + " bytes is over the limit of " + most);
    }
    if (length == 0) throw new FrameException("an empty frame");
    hold(length);
    return Codec.decode(readFully((int) length,
        earlier(until, deadline(length)), part));
  }

  /**
   * Takes memory for what this connection is about to read or write, instead
   * of what it held before; waits its turn. By the thread that reads.
   *
   * @throws FrameException if there is none within the time of a frame
   */
  void hold(long bytes) throws IOException {
    giveBack();
    if (memory == null || bytes <= FIRST_ROOM) return;
    int room = (int) Math.min(bytes, maxFrame); // what is larger is not sent
    if (!memory.take(room, frameMillis)) {
      throw new FrameException("no memory for a frame of " + bytes
          + " bytes now: other large ones are under way; again later");
    }
    held = room;
  }

  /** What was read is not needed any more. By the thread that reads. */
  void giveBack() {
    if (held > 0) memory.release(held);
    held = 0;
  }

  /** "One read() is a frame" is a mistake: TCP knows bytes, not frames. */
  private byte[] readFully(int length, long deadline, Runnable part)
      throws IOException {
    // A length that is announced may be a lie: room is made for what has come.
    byte[] bytes = new byte[Math.min(length, FIRST_ROOM)];
    int have = 0;
    while (have < length) {
      if (have == bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.min(length, 2 * have));
      }
      int got = readSome(bytes, have, deadline);
      if (got < 0) throw new FrameException("closed in the middle of a frame");
      have += got;
      if (have < length) part.run();
    }
    return bytes;
  }

  private int readFirstByte(int idleMillis) throws IOException {
    if (idleMillis == FOREVER || !isWatched) {
      socket.setSoTimeout(idleMillis);
      return in.read();
    }
    readingUntil = fromNow(idleMillis) | 1; // odd, so never 0
    int first = in.read();
    endRead(first);
    return first;
  }

  private int readSome(byte[] bytes, int have, long deadline)
      throws IOException {
    long left = (deadline - System.nanoTime()) / 1_000_000;
    try {
      if (left <= 0) throw new SocketTimeoutException();
      if (isWatched) readingUntil = deadline | 1;
      else socket.setSoTimeout((int) left);
      int got = in.read(bytes, have, bytes.length - have);
      if (isWatched) endRead(got);
      return got;
    } catch (SocketTimeoutException e) {
      throw new FrameException("a frame did not come to its end within its"
          + " time");
    }
  }

  /** If the end came too late, {@link #closeIfOverdue} made it. */
  private void endRead(int got) throws SocketTimeoutException {
    boolean late = isOver(readingUntil, System.nanoTime());
    readingUntil = 0;
    if (got < 0 && late) throw new SocketTimeoutException();
  }

  /**
   * Tells the other side why, as far as that is possible, and closes. Waits for
   * the other side to close first, as long as it sends, and a second at most: a
   * socket that is closed with unread bytes in it drops what was sent last.
   */
  public void refuse(String why) {
    try (this) {
      // What is wrong may be as long as a frame, and is quoted in the reason.
      write(new ErrorFrame(Text.shortened(why, LONGEST_COMPLAINT)));
      socket.shutdownOutput();
      long deadline = System.nanoTime() + 1_000_000_000L;
      socket.setSoTimeout(200);
      byte[] unread = new byte[8192];
      while (System.nanoTime() < deadline && in.read(unread) >= 0) continue;
    } catch (IOException e) {
      // The other side is gone; closing is all that is left to do.
    }
  }

  /** Where the other end is, as a person writes it. */
  String remote() {
    return HostAndPort.text(
        (InetSocketAddress) socket.getRemoteSocketAddress());
  }

  /** Takes nothing more in; replies may still be sent. Any thread. */
  void shutdownInput() {
    try {
      // The reading thread may not have noticed the first time yet.
      if (!socket.isInputShutdown()) socket.shutdownInput();
    } catch (IOException e) {
      close();
    }
  }

  /**
   * Closes if a write has taken longer than a frame may; takes nothing more in
   * if a read has, so that the other side can be told why. If a frame comes at
   * that very moment, the connection ends after it. Any thread.
   */
  void closeIfOverdue(long now) {
    if (isOver(writingUntil, now)) close();
    if (isOver(readingUntil, now)) shutdownInput();
  }

  private static boolean isOver(long until, long now) {
    return until != 0 && now - until > 0;
  }

  @Override public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // A socket that cannot be closed is as good as closed.
    }
    if (watch != null) watch.remove(this);
  }
}
