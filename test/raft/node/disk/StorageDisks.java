package raft.node.disk;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Disks that do what real ones do only on bad days. */
public final class StorageDisks {
  private StorageDisks() {}

  /** Forces nothing, so that tests may open a thousand directories. */
  static class Instant extends Disk {
    @Override void force(FileChannel file) throws IOException {}

    @Override void forceDirectory(FileChannel names) throws IOException {}
  }

  /** Remembers what it was asked to do, and in which order. */
  static class RecordingDisk extends Instant {
    private final List<String> steps = new ArrayList<>();

    synchronized void note(String step) {
      steps.add(step);
    }

    synchronized List<String> takeSteps() {
      List<String> taken = List.copyOf(steps);
      steps.clear();
      return taken;
    }

    @Override void write(FileChannel file, ByteBuffer bytes, long offset)
        throws IOException {
      note("write " + bytes.remaining() + " at " + offset);
      super.write(file, bytes, offset);
    }

    @Override void force(FileChannel file) throws IOException {
      note("force " + file.size());
    }

    @Override void move(Path from, Path to) throws IOException {
      note("move to " + to.getFileName());
      super.move(from, to);
    }

    @Override void forceDirectory(Path directory) {
      note("force directory " + directory.getFileName());
    }

    @Override void forceDirectory(FileChannel names) throws IOException {
      note("force directory");
    }

    @Override void link(Path file, Path name) throws IOException {
      note("link " + file.getFileName());
      super.link(file, name);
    }
  }

  /** From some moment on, each force waits until the test lets it go. */
  public static class Gated extends RecordingDisk {
    private final Semaphore arrived = new Semaphore(0);
    private final Semaphore mayPass = new Semaphore(0);
    private volatile boolean gated;

    public void shut() {
      takeSteps();
      gated = true;
    }

    /** Waits until somebody waits in a force. */
    public void awaitForce() {
      try {
        assertTrue(arrived.tryAcquire(5, TimeUnit.SECONDS), "no force");
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    void letOneForcePass() {
      mayPass.release();
    }

    public void open() {
      gated = false;
      mayPass.release(1000);
    }

    @Override void force(FileChannel file) throws IOException {
      if (gated) {
        arrived.release();
        mayPass.acquireUninterruptibly();
      }
      super.force(file);
    }
  }

  /** One of this size; what is deleted frees nothing. */
  static class Small extends Instant {
    private long usable;

    Small(long bytes) {
      usable = bytes;
    }

    synchronized long usable() {
      return usable;
    }

    @Override synchronized void write(FileChannel file, ByteBuffer bytes,
        long offset) throws IOException {
      usable = Math.max(0, usable - bytes.remaining());
      if (usable == 0) throw new IOException("No space left on device");
      super.write(file, bytes, offset);
    }

    @Override synchronized long usableBytes(Path directory) {
      return usable;
    }
  }

  /** While it is full there is no room for snapshots; the log has some. */
  public static class NoRoomForSnapshots extends Disk {
    private volatile boolean full;

    public void full(boolean full) {
      this.full = full;
    }

    @Override long usableBytes(Path directory) throws IOException {
      return full ? 0 : super.usableBytes(directory);
    }
  }

  /**
   * The machine stops in the middle of one step, the one with this number: of
   * a write half is done, of anything else nothing. No later step is made.
   */
  static class Crashing extends Instant {
    private int stepsLeft = Integer.MAX_VALUE;
    private double written = 0.5;

    void crashAtStep(int number) {
      stepsLeft = number;
    }

    /** Of a write that is interrupted, this part gets to the disk. */
    void writing(double part) {
      written = part;
    }

    boolean hasCrashed() {
      return stepsLeft <= 0;
    }

    private void step() throws IOException {
      stepsLeft--;
      if (hasCrashed()) throw new IOException("the machine crashed");
    }

    @Override void write(FileChannel file, ByteBuffer bytes, long offset)
        throws IOException {
      boolean crashesNow = stepsLeft == 1;
      int part = (int) (bytes.remaining() * written);
      ByteBuffer half = bytes.duplicate().limit(bytes.position() + part);
      if (crashesNow) super.write(file, half, offset);
      step();
      super.write(file, bytes, offset);
    }

    @Override void force(FileChannel file) throws IOException {
      step();
    }

    @Override void move(Path from, Path to) throws IOException {
      step();
      super.move(from, to);
    }

    @Override void forceDirectory(Path directory) throws IOException {
      step();
    }

    @Override void forceDirectory(FileChannel names) throws IOException {
      step();
    }

    @Override void link(Path file, Path name) throws IOException {
      step();
      super.link(file, name);
    }

    @Override void delete(Path file) throws IOException {
      step();
      super.delete(file);
    }
  }

  /** A power cut takes from each file what was written after its last force. */
  static class Forgetful extends Gated {
    private final Map<FileChannel, Long> forced = new IdentityHashMap<>();

    @Override void write(FileChannel file, ByteBuffer bytes, long offset)
        throws IOException {
      forced.putIfAbsent(file, offset);
      super.write(file, bytes, offset);
    }

    @Override void force(FileChannel file) throws IOException {
      super.force(file);
      forced.put(file, file.size());
    }

    void losePower() throws IOException {
      for (Map.Entry<FileChannel, Long> file : forced.entrySet()) {
        if (file.getKey().isOpen()) file.getKey().truncate(file.getValue());
      }
    }
  }

  /** What a broken disk refuses to do. */
  enum DiskStep { WRITE, FORCE, MOVE, FORCE_DIRECTORY }

  /** One kind of step fails from some moment on, and counts how often. */
  static class BrokenDisk extends Instant {
    private volatile DiskStep fault;
    private volatile int attempts;

    void breakAt(DiskStep fault) {
      this.fault = fault;
    }

    int attempts() {
      return attempts;
    }

    private void check(DiskStep step) throws IOException {
      if (step != fault) return;
      attempts = attempts + 1;
      throw new IOException("No space left on device");
    }

    @Override void write(FileChannel file, ByteBuffer bytes, long offset)
        throws IOException {
      check(DiskStep.WRITE);
      super.write(file, bytes, offset);
    }

    @Override void force(FileChannel file) throws IOException {
      check(DiskStep.FORCE);
    }

    @Override void move(Path from, Path to) throws IOException {
      check(DiskStep.MOVE);
      super.move(from, to);
    }

    @Override void forceDirectory(Path directory) throws IOException {
      check(DiskStep.FORCE_DIRECTORY);
    }

    @Override void forceDirectory(FileChannel names) throws IOException {
      check(DiskStep.FORCE_DIRECTORY);
    }
  }
}
