package lab.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CallsTest {

  /** Each begins when the one before was answered, as in a closed loop. */
  private static AnsweredCalls answeredAt(long... moments) {
    AnsweredCalls calls = new AnsweredCalls();
    long start = 0;
    for (long moment : moments) {
      calls.add(start, moment);
      start = moment;
    }
    return calls;
  }

  @Test void countsWhatWasAnsweredInBetween() {
    AnsweredCalls calls = answeredAt(10, 25, 30, 60);

    long[] between = calls.between(25, 60);

    assertArrayEquals(new long[] {15, 5}, between);
  }

  @Test void holdsMoreThanItHadRoomFor() {
    long[] moments = new long[5000];
    for (int i = 0; i < 5000; i++) moments[i] = i + 1;

    AnsweredCalls calls = answeredAt(moments);

    assertEquals(5000, calls.between(0, 5001).length);
  }

  @Test void anAnswerToWhatBeganBeforeIsNotTheFirstAfter() {
    AnsweredCalls calls = answeredAt(10, 25, 30, 60);

    assertEquals(OptionalLong.of(60), calls.firstAnswerAfter(26));
    assertEquals(OptionalLong.of(30), calls.firstAnswerAfter(25));
    assertEquals(OptionalLong.empty(), calls.firstAnswerAfter(31));
  }

  @Test void theLongestGapLiesBetweenTwoAnswers() {
    AnsweredCalls calls = answeredAt(10, 25, 300, 310);

    assertEquals(275, calls.longestGap(20, 320));
  }

  @Test void theLongestGapMayReachToEitherEnd() {
    AnsweredCalls calls = answeredAt(10, 25, 30);

    assertEquals(70, calls.longestGap(20, 100));
    assertEquals(25, calls.longestGap(-15, 30));
    assertEquals(80, calls.longestGap(40, 120));
    assertEquals(7, calls.longestGap(12, 19));
  }

  @Test void theGapOfAllEndsWithTheFirstWhoIsAnswered() {
    LongStream all = LongStream.concat(answeredAt(10, 300).answers(0, 400),
        answeredAt(25, 260, 320).answers(0, 400)).sorted();

    assertEquals(235, AnsweredCalls.longestGap(all, 0, 400));
  }
}
