package lab.check;

/**
 * A promise was broken: which one, and the two facts that contradict each
 * other. Each fact begins with the number of the event it is known from.
 */
public final class Violation extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Property property;
  private final String fact;
  private final String contradiction;

  public Violation(Property property, String fact, String contradiction) {
    super(property + ": " + line(fact) + " / " + line(contradiction));
    this.property = property;
    this.fact = line(fact);
    this.contradiction = line(contradiction);
  }

  /** A schedule has one line for it, and a state has several. */
  private static String line(String fact) {
    return fact.replace('\n', ' ');
  }

  public Property property() {
    return property;
  }

  /** What was known before. */
  public String fact() {
    return fact;
  }

  /** What cannot be true beside it. */
  public String contradiction() {
    return contradiction;
  }
}
