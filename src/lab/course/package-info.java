/**
 * The course: rules that a student writes, and what says which of them are
 * wrong.
 *
 * <p>A lab is a file of {@code lab-notes/exercises}: a patch that takes some
 * rules out of {@code src/raft} and leaves the paper's sentence at each. {@code
 * lab exercise} lays out the project with these rules blank; {@code lab grade}
 * takes the algorithm's sources from such a folder, and nothing else of it, and
 * asks what the project has: the tests that bear the rules' labels, the
 * scenarios in which they do something, and the simulator. The lab as it was
 * laid out is asked the same, once: what holds there earns nothing.
 *
 * <p>A student's code is compiled, run and ended in processes of its own, with
 * limits to their heap, time and output. Before it runs, its class files are
 * read: an algorithm names no files, sockets, threads or processes.
 *
 * <p><b>Reading order:</b> a file of lab-notes/exercises; Exercise; Submission;
 * Grader, which tells the rest.
 */
package lab.course;
