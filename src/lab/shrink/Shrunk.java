package lab.shrink;

/**
 * What a run was shrunk to.
 *
 * @param script   a scenario, as it may stand in a file; where there can be
 *                 none, a comment that tells how to see the run again
 * @param commands how many are in the scenario; 0 if there is none
 * @param page     its picture, in HTML; null if it would be too long to draw
 */
public record Shrunk(String script, int commands, String page) {
  public boolean isScenario() {
    return commands > 0;
  }
}
