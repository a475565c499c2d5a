package lab.quiz;

/**
 * A question with an answer that can be checked.
 *
 * @param ask         in words that need nothing else
 * @param explanation why the right answer is right
 */
public record Question(String ask, Expected expected, String explanation) {}
