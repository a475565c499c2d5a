package lab.bench;

/**
 * What is done to a system, in a closed loop: each client makes its next call
 * when the one before was answered.
 *
 * @param clients      each a thread and a connection of its own, at least 1
 * @param warmUpMillis how long they work before it counts
 * @param millis       how long it counts
 * @param valueBytes   of each value; a key has 16
 * @param keys         how many there are, each as likely as the others
 * @param pauseMillis  of a client between an answer and its next call
 */
public record Workload(int clients, int warmUpMillis, int millis,
    int valueBytes, Mix mix, int keys, int pauseMillis) {

  /** Usually few, so that the state stays small. */
  public static final int FEW_KEYS = 1000;

  /** The same with other calls. */
  public Workload with(Mix mix) {
    return new Workload(clients, warmUpMillis, millis, valueBytes, mix, keys,
        pauseMillis);
  }

  /** The same for this many clients. */
  public Workload with(int clients) {
    return new Workload(clients, warmUpMillis, millis, valueBytes, mix, keys,
        pauseMillis);
  }
}
