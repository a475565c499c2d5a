package lab.hunt;

import java.util.List;

/**
 * What a mutant was seen to do.
 *
 * @param broken the promise that it broke; null if it broke none
 * @param seed   of the run that broke it; 0 if none did
 * @param told   what there is to say
 * @param trace  what the servers did, line by line; none if nothing was seen
 * @param page   its picture, in HTML; null if there is none
 * @param script to which the run was shrunk; null if it was not
 */
record Observation(String broken, long seed, List<String> told,
    List<String> trace, String page, String script) {

  Observation {
    told = List.copyOf(told);
    trace = List.copyOf(trace);
  }

  /** Nothing could be seen, for this reason. */
  static Observation none(String why) {
    return new Observation(null, 0, List.of(why), List.of(), null, null);
  }
}
