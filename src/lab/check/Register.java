package lab.check;

/**
 * One key of a key-value store, as simple as can be: the specification that
 * the replicated one is held against.
 *
 * @param value null if the key is not there
 */
record Register(String value) {
  static final Register EMPTY = new Register(null);

  /** How it is after this operation. */
  Register after(Operation operation) {
    return switch (operation.verb()) {
      case GET, READ, LOCAL -> this;
      case PUT -> new Register(operation.value());
      case APPEND -> new Register(
          value == null ? operation.value() : value + operation.value());
      case CAS -> succeeds(operation) ? new Register(operation.value()) : this;
      case DELETE -> EMPTY;
    };
  }

  /** Whether this can be the answer to this operation. */
  boolean fits(Operation operation, String answer) {
    if (!succeeds(operation)) return answer.startsWith("{\"status\":\"no\"");
    return answer.equals(operation.verb() == Operation.Verb.GET
        || operation.isQuery()
        ? "{\"status\":\"ok\",\"value\":\"" + value + "\"}"
        : "{\"status\":\"ok\"}");
  }

  private boolean succeeds(Operation operation) {
    return switch (operation.verb()) {
      case PUT, APPEND -> true;
      case GET, READ, LOCAL, DELETE -> value != null;
      case CAS -> operation.old().equals(value);
    };
  }

  @Override public String toString() {
    return value == null ? "nothing" : "\"" + value + "\"";
  }
}
