/**
 * The quiz: the questions of the lab notes that have an answer which can be
 * checked, asked and judged.
 *
 * <p>Each lab note has a file of the same name in {@code lab-notes/answers}: an
 * answer to each of its questions, below the same number or title. An answer
 * that can be checked has a block, {@code quiz}, with the question in words that
 * need nothing else, and what is right. What stands above the block is the
 * explanation. There are three kinds:
 * <pre>
 * ```quiz
 * ask: Four of seven servers are down. How many more may crash
 *   before nothing is committed any more?
 * number: 0
 * ```
 * ```quiz
 * ask: Which rule resets the timer?
 * a) F1
 * b) F2
 * right: b
 * ```
 * ```quiz
 * ask: Write a schedule in which two clients get two answers.
 * mutant: L4-no-term-check
 * breaks: Leader Completeness
 * within: 25 commands
 * model: test/scenarios/figure-8-without-l4.txt
 * ```
 * </pre>
 * A line that begins with a blank goes on with the line before. A schedule is
 * the name of a file, a scenario of {@link lab.script}; it is right if its
 * commands break that promise, and no other before, in servers that have the
 * mistake, and none in servers without it.
 *
 * <p><b>Reading order:</b> AnswerFile, Question, Expected with its three kinds;
 * AnswersReader and QuestionBlock, which read the files.
 */
package lab.quiz;
