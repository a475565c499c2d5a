package lab.maelstrom;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import raft.ServerClosedException;
import raft.StorageException;
import raft.node.FrameException;
import raft.node.Node;
import raft.node.NodeThreads;
import raft.node.TracePrinter;
import raft.node.disk.DataDirectoryException;

/**
 * A node whose network is two pipes. Lines come in by {@link #receive}, on the
 * thread that reads stdin; lines go out by another thread. They do what the
 * threads of a node with sockets do:
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
 * No thread waits for a client's outcome: the thread that completes it sends
 * the answer, and if it takes too long, the JDK's own
 * CompletableFutureDelayScheduler does.
 *
 * <p>Thread-safe.
 */
public final class MaelstromNode implements AutoCloseable {
  private static final int MOST_SHOWN = 200; // characters of a bad line

  private final Times times;
  private final Path data;
  private final TracePrinter printer;
  private final NodeThreads threads = new NodeThreads(this::threadFailed);
  private final Sender sender;
  private final Thread out;
  private final CountDownLatch closed = new CountDownLatch(1);

  // Guarded by this object's monitor.
  private Init init; // null until Maelstrom has sent it
  private InitializedNode node; // likewise
  private boolean closing;
  private String failure;

  /**
   * A node that waits for Maelstrom's first message.
   *
   * @param data    the directory in which its data directory is, or will be;
   *                null if everything is kept in memory
   * @param lines   writes a line to stdout; called by one thread at a time
   * @param printer for people; stdout belongs to the network
   */
  public MaelstromNode(Times times, Path data, Consumer<String> lines,
      TracePrinter printer) {
    this.times = times;
    this.data = data;
    this.printer = printer;
    sender = new Sender(lines, printer::notice);
    out = threads.keepRunning("maelstrom out", sender::run);
  }

  /** Takes one line, without waiting. A wrong one is only reported. */
  public synchronized void receive(String line) {
    if (closing) return;
    try {
      take(MaelstromMessage.read(line));
    } catch (FrameException e) {
      printer.notice("ignored, " + e.getMessage() + ": "
          + line.substring(0, Math.min(MOST_SHOWN, line.length())));
    } catch (ServerClosedException | StorageException e) {
      // It has stopped itself, and the reason was reported.
    } catch (RuntimeException | Error e) {
      fail("this line could not be handled, " + e + ": " + line);
    }
  }

  private void take(MaelstromMessage message) throws FrameException {
    if (message.type().equals("init")) {
      initialize(message);
    } else if (node != null) {
      node.receive(message);
    } else if (message.wantsReply() && LinKv.knows(message.type())) {
      sender.send(message.reply(ErrorCode.TEMPORARILY_UNAVAILABLE
          .body("this node was not initialized yet")));
    }
    // Else a peer was initialized before this node: its message is lost.
  }

  private void initialize(MaelstromMessage message) {
    boolean first = init == null;
    try {
      join(Init.read(message.body()));
    } catch (IllegalArgumentException e) {
      sender.send(message.reply(ErrorCode.MALFORMED_REQUEST
          .body(e.getMessage())));
      return;
    } catch (DataDirectoryException e) {
      sender.send(message.reply(ErrorCode.CRASH.body(e.getMessage())));
      fail(e.getMessage());
      return;
    }
    JsonObject initialized = new JsonObject();
    initialized.addProperty("type", "init_ok");
    sender.send(message.reply(initialized));
    if (first) node.start(threads);
  }

  private void join(Init asked) {
    if (init == null) {
      node = new InitializedNode(asked, times, data, printer, sender,
          this::fail);
      init = asked;
    } else if (!asked.equals(init)) {
      throw new IllegalArgumentException("this node is " + init.nodeId()
          + " of " + init.nodeIds() + " already");
    }
  }

  // ---- the end ---------------------------------------------------------

  private void threadFailed(Throwable cause) {
    // The server or the disk has been closed, and the reason was reported.
    if (cause instanceof ServerClosedException
        || cause instanceof StorageException) return;
    fail(Thread.currentThread().getName() + " died of " + cause);
  }

  /** This node must not go on. */
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
   * Waits until this node is closed.
   *
   * @return why it stopped itself, or null if it did not
   */
  public String awaitClosed() throws InterruptedException {
    closed.await();
    synchronized (this) {
      return failure;
    }
  }

  /**
   * Ends every thread, within about a second: the server first, then the disk,
   * then the last answers. A command that was accepted and is not committed is
   * answered "unknown".
   */
  @Override public void close() {
    if (isFirstToClose()) {
      InitializedNode last = node();
      if (last != null) last.close();
      sender.end();
      NodeThreads.join(out);
      threads.interrupt();
      threads.join();
      closed.countDown();
    }
  }

  private synchronized InitializedNode node() {
    return node;
  }

  private synchronized boolean isFirstToClose() {
    boolean first = !closing;
    closing = true;
    return first;
  }
}
