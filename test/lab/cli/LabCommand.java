package lab.cli;

import java.util.List;
import java.util.function.Function;
import raft.cli.Ended;
import raft.cli.FakeTerminal;

/**
 * {@code lab}, wherever this class was loaded, in a mutant or not: from the
 * project's folder and the words to the exit status and what was printed on
 * stdout and stderr.
 */
public final class LabCommand implements Function<List<String>, List<String>> {
  @Override public List<String> apply(List<String> line) {
    Ended ended = new FakeTerminal()
        .variable("RAFT_HOME", line.get(0))
        .run(Lab.PROGRAM, line.subList(1, line.size()).toArray(String[]::new));
    return List.of(String.valueOf(ended.status()), ended.out(), ended.err());
  }
}
