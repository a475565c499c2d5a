package lab.script;

/** A server's clock: how fast it runs, and the part of a tick it counted. */
final class Clock {

  /** Ticks that it counts while two pass. */
  enum Pace {
    FROZEN(0), SLOW(1), RIGHT(2), FAST(4);

    private final int ofTwo;

    Pace(int ofTwo) {
      this.ofTwo = ofTwo;
    }
  }

  private Pace pace = Pace.RIGHT;
  private int halves; // of a tick: 0 or 1

  void run(Pace pace) {
    this.pace = pace;
  }

  /** These ticks of a right clock pass; returns how many of this one do. */
  int pass(int ticks) {
    halves += ticks * pace.ofTwo;
    int whole = halves / 2;
    halves %= 2;
    return whole;
  }
}
