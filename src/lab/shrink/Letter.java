package lab.shrink;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command about one message, such as {@code hold Reply s1 -> s2 as m7}.
 *
 * @param verb  what becomes of it
 * @param route which one it is: {@code Reply s1 -> s2}
 * @param label {@code as m7}; empty if it has none
 */
record Letter(String verb, String route, String label) {
  private static final Pattern FORM =
      Pattern.compile("(\\w+) (\\w+ s\\d -> s\\d)( as \\w+)?");

  /** Null if the line is no such command. */
  static Letter of(String line) {
    Matcher form = FORM.matcher(line);
    if (!form.matches()) return null;
    String label = form.group(3) == null ? "" : form.group(3);
    return new Letter(form.group(1), form.group(2), label);
  }

  boolean is(String otherVerb) {
    return verb.equals(otherVerb);
  }

  /** The same message, of which something else becomes. */
  String with(String otherVerb) {
    return otherVerb + " " + route;
  }

  /** The request's way, if this is a request: {@code s1 -> s2}. */
  String way() {
    return route.substring(route.indexOf(' ') + 1);
  }

  /** The reply to this request. */
  String reply() {
    String[] words = route.split(" ");
    return "Reply " + words[3] + " -> " + words[1];
  }
}
