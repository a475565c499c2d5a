package lab.script;

/** A scenario cannot be read, or asks for what cannot be; says what to do. */
public final class ScenarioException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ScenarioException(String message) {
    super(message);
  }
}
