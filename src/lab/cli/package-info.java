/**
 * The program {@code lab}: the commands of the laboratory. They are {@link
 * raft.cli.Subcommand commands} as those of {@code raft} are, with the same
 * {@link raft.cli.Arguments}, {@link raft.cli.Terminal} and exit statuses.
 *
 * <pre>
 *   lab sim         SimCommand        the simulator: many seeds, or one
 *   lab play        PlayCommand       a scenario, step by step
 *   lab broken      BrokenCommand     each rule taken out, and caught
 *   lab hunt        HuntCommand       one rule taken out: which?
 *   lab exercise    ExerciseCommand   rules to write
 *   lab grade       GradeCommand      which of them hold
 *   lab quiz        QuizCommand       the questions of a lab note, judged
 *   lab figure-16   Figure16Command   the paper's Figure 16
 *   lab figures     FiguresCommand    the paper's figures, to project them
 *   lab churn       ChurnCommand      processes killed under load
 *   lab bench       BenchCommand      how fast, against a cluster of one
 *   lab maelstrom   MaelstromCommand  a node on stdin and stdout
 *   lab help        HelpCommand
 * </pre>
 *
 * <p>{@link lab.cli.Lab} is the list of them.
 */
package lab.cli;
