package raft.node;

import java.util.List;
import java.util.Objects;

/**
 * What became of a {@link ClientRequest}.
 *
 * @param id      the request's id
 * @param outcome one of {@link #APPLIED}, {@link #REFUSED}, {@link #INVALID},
 *                {@link #UNKNOWN}
 * @param answer  the state machine's, if it was applied; else null
 * @param why     says to a person why there is no answer; else null
 * @param leader  the node to ask instead, if known; else null
 */
public record ClientReply(String id, String outcome, RawJson answer,
    String why, String leader) {

  /** It was applied, and this is the answer. */
  public static final String APPLIED = "applied";
  /** Nothing happened; another node, or this one later, may take it. */
  public static final String REFUSED = "refused";
  /** Nothing happened; it will never be taken as it stands. */
  public static final String INVALID = "invalid";
  /** It may or may not yet happen; asking again with the same serial tells. */
  public static final String UNKNOWN = "unknown";

  private static final List<String> OUTCOMES =
      List.of(APPLIED, REFUSED, INVALID, UNKNOWN);

  public ClientReply {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(outcome, "outcome");
    if (!OUTCOMES.contains(outcome)) {
      throw new IllegalArgumentException("no outcome is called " + outcome);
    }
    if (outcome.equals(APPLIED)) Objects.requireNonNull(answer, "answer");
    else Objects.requireNonNull(why, "why");
  }
}
