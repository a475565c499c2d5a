package lab.script;

import java.util.Locale;
import lab.check.Operation;

/** What a client asks for, in a scenario's words; {@code x=1} puts 1. */
record ClientOperation(Operation.Verb kind, String key, String value,
    String old) {

  /** {@code x=1}, {@code append x=1}, {@code cas x=1:2}, {@code get x}... */
  static ClientOperation of(LineWords words) {
    for (Operation.Verb kind : Operation.Verb.values()) {
      if (kind != Operation.Verb.PUT && words.takeIf(word(kind))) {
        return of(kind, words);
      }
    }
    return of(Operation.Verb.PUT, words);
  }

  private static ClientOperation of(Operation.Verb kind, LineWords words) {
    String text = words.take("an operation");
    if (!text.matches(pattern(kind))) {
      throw words.wrong(text + " is not " + switch (kind) {
        case GET, READ, LOCAL, DELETE -> "x";
        case PUT, APPEND -> "x=1";
        case CAS -> "x=1:2";
      });
    }
    String[] parts = text.split("[=:]");
    return switch (kind) {
      case GET, READ, LOCAL, DELETE -> new ClientOperation(kind, parts[0], null, null);
      case PUT, APPEND -> new ClientOperation(kind, parts[0], parts[1], null);
      case CAS -> new ClientOperation(kind, parts[0], parts[2], parts[1]);
    };
  }

  private static String pattern(Operation.Verb kind) {
    return switch (kind) {
      case GET, READ, LOCAL, DELETE -> "\\w+";
      case PUT, APPEND -> "\\w+=\\w+";
      case CAS -> "\\w+=\\w+:\\w+";
    };
  }

  private static String word(Operation.Verb kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** The operation of this client, with this serial. */
  Operation of(String client, long serial) {
    return new Operation(client, serial, kind, key, value, old);
  }

  /** As it stands in the scenario. */
  @Override public String toString() {
    return switch (kind) {
      case PUT -> key + "=" + value;
      case APPEND -> word(kind) + " " + key + "=" + value;
      case CAS -> word(kind) + " " + key + "=" + old + ":" + value;
      case GET, READ, LOCAL, DELETE -> word(kind) + " " + key;
    };
  }
}
