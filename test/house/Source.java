package house;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Java source seen as a reader's eye sees it from afar: what is code and what
 * is not, and where methods begin and end. It counts braces and knows a few
 * words; it is no compiler.
 */
final class Source {

  /**
   * A method, a constructor or a lambda that initializes a field.
   *
   * @param name  as declared
   * @param first the line where its declaration begins, annotations included
   * @param last  the line of its closing brace
   */
  record Method(String name, int first, int last) {
    int lines() {
      return last - first + 1;
    }

    boolean holds(int line) {
      return first <= line && line <= last;
    }
  }

  /** What a pair of braces encloses. */
  private enum Scope { TYPE, ENUM_CONSTANTS, METHOD, OTHER }

  private record Block(Scope kind, String name, int start) {}

  private static final Pattern NOT_CODE = Pattern.compile(
      "\"\"\"[\\s\\S]*?\"\"\"" // a text block
      + "|\"(?:\\\\.|[^\"\\\\\n])*+\"" // a string
      + "|'(?:\\\\.|[^'\\\\\n])*+'" // a character
      + "|//[^\n]*|/\\*[\\s\\S]*?\\*/"); // comments
  private static final Pattern TYPE =
      Pattern.compile("\\b(class|interface|enum|record)\\s+(\\w+)");
  private static final Pattern ANONYMOUS =
      Pattern.compile("\\bnew\\s+[\\w.<>?, ]+\\([^{}]*\\)$");
  private static final Pattern NAME = Pattern.compile("(\\w+)\\s*(\\(|$)");

  private final String code;
  private final List<Method> methods = new ArrayList<>();
  private final Deque<Block> open = new ArrayDeque<>();

  private Source(String code) {
    this.code = code;
  }

  /** The same text, with blanks for all that is comment or literal. */
  static String code(String text) {
    return NOT_CODE.matcher(text).replaceAll(found ->
        found.group().replaceAll("[^\n]", " "));
  }

  /** The methods of all types in this text; not those inside methods. */
  static List<Method> methods(String text) {
    Source source = new Source(code(text));
    source.scan();
    return source.methods;
  }

  /**
   * What stands before each brace that is open at this offset of code, the
   * outermost first, and last the beginning of the statement itself.
   */
  static List<String> enclosing(String code, int start, int offset) {
    List<String> open = new ArrayList<>();
    int head = start;
    for (int i = start; i < offset; i++) {
      char c = code.charAt(i);
      if (c == '{') open.add(code.substring(head, i));
      if (c == '}') open.remove(open.size() - 1);
      if (c == '{' || c == '}' || c == ';') head = i + 1;
    }
    open.add(code.substring(head, offset));
    return open;
  }

  private void scan() {
    int headStart = 0;
    for (int i = 0; i < code.length(); i++) {
      char c = code.charAt(i);
      if (c == '{') open.push(block(headStart, i));
      else if (c == '}') close(i);
      else if (c == ';') endConstants();
      else continue;
      headStart = i + 1;
    }
  }

  /** After the first semicolon an enum is a type like any other. */
  private void endConstants() {
    if (open.isEmpty() || open.peek().kind() != Scope.ENUM_CONSTANTS) return;
    Block constants = open.pop();
    open.push(new Block(Scope.TYPE, constants.name(), constants.start()));
  }

  private void close(int end) {
    Block block = open.pop();
    if (block.kind() != Scope.METHOD) return;
    methods.add(new Method(block.name(), line(block.start()), line(end)));
  }

  private Block block(int headStart, int brace) {
    String head = code.substring(headStart, brace);
    int start = headStart + head.length() - head.stripLeading().length();
    head = head.strip();
    Matcher type = TYPE.matcher(head);
    boolean insideType = open.isEmpty() || open.peek().kind() == Scope.TYPE;
    boolean constant =
        !open.isEmpty() && open.peek().kind() == Scope.ENUM_CONSTANTS;
    if (insideType && type.find()) {
      boolean isEnum = type.group(1).equals("enum");
      Scope kind = isEnum ? Scope.ENUM_CONSTANTS : Scope.TYPE;
      return new Block(kind, type.group(2), start);
    }
    if (constant) return new Block(Scope.TYPE, head, start);
    if (!insideType) return new Block(Scope.OTHER, "", start);
    return member(head, start);
  }

  private static Block member(String head, int start) {
    boolean array = head.endsWith("=") || head.endsWith("]");
    if (array) return new Block(Scope.OTHER, "", start);
    if (head.endsWith("->")) return new Block(Scope.METHOD, "lambda", start);
    if (ANONYMOUS.matcher(head).find()) return new Block(Scope.TYPE, "", start);
    Matcher name = NAME.matcher(head);
    return new Block(Scope.METHOD, name.find() ? name.group(1) : head, start);
  }

  private int line(int offset) {
    return 1 + (int) code.substring(0, offset).chars()
        .filter(c -> c == '\n').count();
  }
}
