package raft.kv;

/** JSON in Java source, with ' where JSON has ". */
final class Json {
  private Json() {}

  static String json(String text) {
    return text.replace('\'', '"');
  }
}
