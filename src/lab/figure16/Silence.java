package lab.figure16;

import raft.Trace;

/** A trace that nobody reads. */
enum Silence implements Trace {
  INSTANCE;

  @Override public boolean isOn() {
    return false;
  }

  @Override public void line(Line line) {
    throw new AssertionError("it is off: " + line);
  }
}
