package raft;

/**
 * {@code n2 t5 follower | votes for n3 (RV2)}.
 *
 * @param server whose state changed
 * @param term   its term after the change
 * @param role   its role after the change
 * @param what   the change, in the paper's words
 * @param rule   the label of the rule that did it, as in the map of the
 *               notes, or {@link Trace#BEYOND_FIGURE_2}
 */
public record TraceLine(String server, long term, Role role,
    String what, String rule) {
  @Override public String toString() {
    return "%s t%d %-8s | %s (%s)".formatted(server, term, role, what, rule);
  }
}
