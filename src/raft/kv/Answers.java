package raft.kv;

import com.google.gson.JsonObject;

/**
 * The beginnings of all answers. A client that reads {@code "status"} knows
 * what became of its command; whatever else there is, comes after it.
 */
public final class Answers {
  private Answers() {}

  /** It was executed, and did what it says. */
  public static JsonObject ok() {
    return answer("ok");
  }

  /** It was executed, and the answer is a definite no. */
  public static JsonObject no(String why) {
    return answer("no", why);
  }

  /** It was not executed and never will be: there is a mistake in it. */
  public static JsonObject misuse(String why) {
    return answer("misuse", why);
  }

  /** It was not executed now; whether it was before is not known any more. */
  static JsonObject gone(String why) {
    return answer("gone", why);
  }

  private static JsonObject answer(String status, String why) {
    JsonObject answer = answer(status);
    answer.addProperty("why", why);
    return answer;
  }

  private static JsonObject answer(String status) {
    JsonObject answer = new JsonObject();
    answer.addProperty("status", status);
    return answer;
  }
}
