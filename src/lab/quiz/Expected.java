package lab.quiz;

import java.nio.file.Path;
import java.util.List;

/** What is right as the answer to a question. All kinds are immutable. */
public sealed interface Expected permits WholeNumber, Choice, Schedule {

  /** What stands below the question: from what to choose, or what to type. */
  List<String> shown();

  /**
   * Judges what was typed, which is not empty.
   *
   * @param project the folder of the project
   */
  Verdict judge(String typed, Path project);

  /** An answer that is right: the number, the letter, or a file's name. */
  String model();

  /** Whether one who was wrong may try again before hearing what is right. */
  boolean maybeMended();
}
