package lab.quiz;

/** A file of answers is not as it should be; says where, and what to do. */
public final class QuizException extends RuntimeException {
  private static final long serialVersionUID = 1;

  QuizException(String message) {
    super(message);
  }
}
