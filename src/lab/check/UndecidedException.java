package lab.check;

/**
 * A history with too many calls open at once to find out whether it is
 * linearizable. In the worst case the time for that grows exponentially with
 * their number: P. Gibbons and E. Korach, "Testing shared memories" (1997). It
 * is neither a violation nor a pass.
 */
public final class UndecidedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UndecidedException(Invocation call) {
    super("too many calls are open at once to tell whether there is an order"
        + " for them; the search was given up at " + call);
  }
}
