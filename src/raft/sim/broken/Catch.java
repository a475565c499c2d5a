package raft.sim.broken;

/**
 * What a hunt brought home.
 *
 * @param property that was broken; null if none was
 * @param seed     of the run that broke it; 0 if none did
 * @param seeds    that it took, or that were survived
 * @param events   of the broken run, or of all that were survived
 * @param seconds  of real time
 * @param story    the run's own report; empty if all was well
 */
public record Catch(String property, long seed, long seeds, long events,
    double seconds, String story) {
  boolean isNothing() {
    return property == null;
  }

  String caughtBy() {
    return isNothing() ? "nothing" : property;
  }
}
