package lab.maelstrom;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import raft.ServerClosedException;
import raft.StorageException;
import raft.node.FrameException;
import raft.node.Node;
import raft.node.TracePrinter;
import raft.node.disk.DataDirectoryException;

/**
 * A node whose network is two pipes. Lines come in by {@link #receive}, on the
 * thread that reads stdin; lines go out by a thread of their own. What the
 * socket node's threads do, these do:
 *
 * <pre>
 *  thread          how many    waits on               calls
 *  maelstrom in    1           stdin                  propose, status,
 *                                                     handleReply
 *  maelstrom out   1           its queue, stdout      -
 *  n1 from peers   1           its queue, disk        handle
 *  n1 to n2        one a peer  the server's monitor,  awaitRequest,
 *                              disk, then the reply   handleNoReply
 *  n1 tick         1           time                   tick, propose, status
 *  n1 disk         1           the buffer             durable
 * </pre>
 * No thread waits for a client's outcome: whoever brings it about sends the
 * answer, and if it takes too long, that is the JDK's own
 * CompletableFutureDelayScheduler.
 *
 * <p>Thread-safe.
 */
public final class MaelstromNode implements AutoCloseable {
  private static final int MOST_SHOWN = 200; // characters of a bad line

  private final Times times;
  private final Path data;
  private final TracePrinter printer;
  private final NodeThreads crew = new NodeThreads(this::fail);
  private final Sender sender;
  private final Thread out;
  private final CountDownLatch closed = new CountDownLatch(1);

  // Guarded by this object's monitor.
  private Init init; // null until Maelstrom has said who this is
  private InitializedNode member; // likewise
  private boolean closing;
  private String failure;

  /**
   * A node that waits to be told who it is.
   *
   * @param data    the directory in which its data directory is, or will be;
   *                null if it shall keep nothing
   * @param lines   writes a line to stdout; called by one thread at a time
   * @param printer for people; stdout belongs to the network
   */
  public MaelstromNode(Times times, Path data, Consumer<String> lines,
      TracePrinter printer) {
    this.times = times;
    this.data = data;
    this.printer = printer;
    sender = new Sender(lines, printer::notice);
    out = crew.start("maelstrom out", sender::run);
  }

  /** Takes one line; waits for nothing. What makes no sense is only noted. */
  public synchronized void receive(String line) {
    if (closing) return;
    try {
      take(Letter.read(line));
    } catch (FrameException e) {
      printer.notice("ignored, " + e.getMessage() + ": "
          + line.substring(0, Math.min(MOST_SHOWN, line.length())));
    } catch (ServerClosedException | StorageException e) {
      // It stopped itself meanwhile, and has said why.
    } catch (RuntimeException | Error e) {
      fail("this line was too much, " + e + ": " + line);
    }
  }

  private void take(Letter letter) throws FrameException {
    if (letter.type().equals("init")) {
      initialize(letter);
    } else if (member != null) {
      member.receive(letter);
    } else if (letter.wantsReply() && LinKv.knows(letter.type())) {
      sender.send(letter.reply(ErrorCode.TEMPORARILY_UNAVAILABLE
          .body("this node was not initialized yet")));
    }
    // Else a peer was initialized before us: its message is lost.
  }

  private void initialize(Letter letter) {
    boolean first = init == null;
    try {
      join(Init.read(letter.body()));
    } catch (IllegalArgumentException e) {
      sender.send(letter.reply(ErrorCode.MALFORMED_REQUEST
          .body(e.getMessage())));
      return;
    } catch (DataDirectoryException e) {
      sender.send(letter.reply(ErrorCode.CRASH.body(e.getMessage())));
      fail(e.getMessage());
      return;
    }
    JsonObject initialized = new JsonObject();
    initialized.addProperty("type", "init_ok");
    sender.send(letter.reply(initialized));
    if (first) member.start(crew);
  }

  private void join(Init asked) {
    if (init == null) {
      member = new InitializedNode(asked, times, data, printer, sender,
          this::fail);
      init = asked;
    } else if (!asked.equals(init)) {
      throw new IllegalArgumentException("this node is " + init.nodeId()
          + " of " + init.nodeIds() + " already");
    }
  }

  // ---- the end ---------------------------------------------------------

  /** Something happened after which this node must not go on. */
  private void fail(String why) {
    synchronized (this) {
      if (closing || failure != null) return;
      failure = why;
    }
    try {
      printer.notice("stops: " + why);
      // A thread of its own: close() waits for the one that failed.
      new Thread(this::close, "maelstrom close").start();
    } catch (OutOfMemoryError e) { // no thread can be had
      Runtime.getRuntime().halt(Node.HALTED);
    }
  }

  /**
   * Waits until this node is closed, by whomever.
   *
   * @return why it stopped itself, or null if it was told to
   */
  public String awaitClosed() throws InterruptedException {
    closed.await();
    synchronized (this) {
      return failure;
    }
  }

  /**
   * Ends every thread, within about a second: no more decisions, the disk, last
   * answers. What was accepted and is not committed is answered "unknown".
   */
  @Override public void close() {
    if (isFirstToClose()) {
      InitializedNode last = member();
      if (last != null) last.close();
      sender.end();
      NodeThreads.join(out);
      crew.dismiss();
      closed.countDown();
    }
  }

  private synchronized InitializedNode member() {
    return member;
  }

  private synchronized boolean isFirstToClose() {
    boolean first = !closing;
    closing = true;
    return first;
  }
}
