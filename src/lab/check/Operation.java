package lab.check;

/**
 * What a client wants done, once.
 *
 * @param serial from 1 on; each client numbers its operations upwards
 * @param value  to put, to append, or to set by cas; null otherwise
 * @param old    what cas expects; null otherwise
 */
public record Operation(String client, long serial, Verb verb, String key,
    String value, String old) {

  /**
   * What can be done to a key. GET goes through the log, READ by a read index;
   * LOCAL is what one server knows, and asks no other.
   */
  public enum Verb { GET, READ, LOCAL, PUT, APPEND, CAS, DELETE }

  /** Whether it never enters a log. */
  public boolean isQuery() {
    return verb == Verb.READ || verb == Verb.LOCAL;
  }

  /** The command as it stands in the log, or the query. */
  public String command() {
    if (isQuery()) return "{\"op\":\"get\",\"key\":\"" + key + "\"}";
    return "{\"client\":\"" + client + "\",\"serial\":" + serial
        + ",\"op\":\"" + word() + "\",\"key\":\"" + key + '"'
        + switch (verb) {
          case GET, READ, LOCAL, DELETE -> "}";
          case PUT, APPEND -> ",\"value\":\"" + value + "\"}";
          case CAS -> ",\"old\":\"" + old + "\",\"new\":\"" + value + "\"}";
        };
  }

  private String word() {
    return switch (verb) {
      case GET -> "get";
      case READ -> "read";
      case LOCAL -> "local";
      case PUT -> "put";
      case APPEND -> "append";
      case CAS -> "cas";
      case DELETE -> "delete";
    };
  }

  /** {@code c1-4 append x 1}. */
  @Override public String toString() {
    return client + "-" + serial + " " + word() + " " + key
        + (old == null ? "" : " " + old) + (value == null ? "" : " " + value);
  }
}
