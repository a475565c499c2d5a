package lab.broken;

/** A patch cannot be read, applied or compiled; says which, where and why. */
public final class PatchException extends RuntimeException {
  private static final long serialVersionUID = 1;

  PatchException(String message) {
    super(message);
  }
}
