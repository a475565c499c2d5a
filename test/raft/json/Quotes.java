package raft.json;

/** JSON in Java source, with ' where JSON has ". */
public final class Quotes {
  private Quotes() {}

  public static String json(String text) {
    return text.replace('\'', '"');
  }
}
