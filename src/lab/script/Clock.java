package lab.script;

/** How fast a server's clock runs, and what it has counted of a tick. */
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

  /** So many ticks of a right clock pass; how many of this one do. */
  int pass(int ticks) {
    halves += ticks * pace.ofTwo;
    int whole = halves / 2;
    halves %= 2;
    return whole;
  }
}
