package lab.script;

import java.util.List;

/**
 * One command of a scenario, and what came of it.
 *
 * @param line    its number in the file
 * @param remarks the comments that stand before it
 * @param command as it stands there
 * @param traced  what the servers traced, and what else there is to tell
 * @param nodes   how all servers stood thereafter, a line each
 * @param events  how many events there were until then
 */
public record Step(int line, List<String> remarks, String command,
    List<String> traced, List<String> nodes, long events) {

  public Step {
    remarks = List.copyOf(remarks);
    traced = List.copyOf(traced);
    nodes = List.copyOf(nodes);
  }

  /** Whether it only shows or checks the state of servers. */
  public boolean onlyLooks() {
    return command.matches("(state|expect)\\b.*");
  }
}
