package lab.draw;

import java.util.List;
import java.util.Map;

/**
 * What a slide shows.
 *
 * @param figure  such as {@code Figure 8}
 * @param part    of the figure, such as {@code (a)}; empty if it has none
 * @param text    the scenario's comment
 * @param command that was done; empty if the slide only shows how all stand
 * @param lines   what was traced
 * @param nodes   the servers' ids
 * @param servers in the same order
 * @param labels  what the figure calls the logs of servers, by id
 */
record Slide(String figure, String part, String text, String command,
    List<String> lines, List<String> nodes, List<PageData.DrawnServer> servers,
    Map<String, String> labels) {

  /** Whether a line of the trace is this server's. */
  boolean isAbout(String node) {
    return lines.stream().anyMatch(line -> line.startsWith(node + " t"));
  }

  /** How many entries there are in the longest log. */
  int longestLog() {
    return servers.stream().mapToInt(server -> server.log().size()).max()
        .orElse(0);
  }
}
