package lab.quiz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one block of the quiz, line by line, once. */
final class QuestionBlock {
  private static final Pattern LINE = Pattern.compile("([a-z]+): (.*)");
  private static final Pattern CHOICE = Pattern.compile("([a-z])\\) (.*)");

  private static final Set<String> NUMBER_KEYS = keys("ask", "number");
  private static final Set<String> CHOICE_KEYS = keys("ask", "right");
  private static final Set<String> SCHEDULE_KEYS =
      keys("ask", "mutant", "breaks", "within", "model");

  private final String file;
  private final int first; // line of the block
  private final Map<String, String> values = new TreeMap<>(); // by key
  private final List<String> choices = new ArrayList<>();
  private String key; // of the line before; null if that was a choice

  QuestionBlock(String file, int first) {
    this.file = file;
    this.first = first;
  }

  private static Set<String> keys(String... keys) {
    return new TreeSet<>(List.of(keys)); // in one order, for complaints
  }

  /** @param number of the line in the file */
  void take(String line, int number) {
    Matcher keyed = LINE.matcher(line);
    Matcher choice = CHOICE.matcher(line);
    if (line.startsWith(" ")) {
      goOn(line.strip(), number);
    } else if (keyed.matches()) {
      key = keyed.group(1);
      String before = values.put(key, keyed.group(2).strip());
      if (before != null) throw wrong(number, key + " is there twice");
    } else if (choice.matches()) {
      key = null;
      choices.add(choice.group(2).strip());
      String letter = Choice.letter(choices.size() - 1);
      if (choice.group(1).equals(letter)) return;
      throw wrong(number, "this choice should be " + letter + ")");
    } else {
      throw wrong(number, "'" + line + "' is neither 'KEY: VALUE' nor"
          + " 'a) CHOICE', nor begins with a blank");
    }
  }

  /** More words of the line before. */
  private void goOn(String words, int number) {
    if (key != null) values.merge(key, words, (some, more) -> some + " " + more);
    else if (!choices.isEmpty()) {
      int last = choices.size() - 1;
      choices.set(last, choices.get(last) + " " + words);
    } else {
      throw wrong(number, "there is no line before, to go on with");
    }
  }

  /** @throws QuizException unless the block is whole, and of one kind */
  Question question(String explanation) {
    try {
      return new Question(values.get("ask"), expected(), explanation);
    } catch (IllegalArgumentException strange) {
      throw wrong(first, strange.getMessage());
    }
  }

  private Expected expected() {
    Set<String> keys = values.keySet();
    boolean chooses = !choices.isEmpty();
    if (chooses && keys.equals(CHOICE_KEYS)) return new Choice(choices, right());
    if (!chooses && keys.equals(NUMBER_KEYS)) {
      return WholeNumber.of(values.get("number"));
    }
    if (!chooses && keys.equals(SCHEDULE_KEYS)) return schedule();
    throw new IllegalArgumentException("it has " + keys
        + (chooses ? " and choices" : "") + ", and should have " + NUMBER_KEYS
        + ", or " + CHOICE_KEYS + " and choices, or " + SCHEDULE_KEYS);
  }

  private int right() {
    String letter = values.get("right");
    return letter.matches("[a-z]") ? letter.charAt(0) - 'a' : choices.size();
  }

  private Schedule schedule() {
    return Schedule.of(values.get("mutant"), values.get("breaks"),
        values.get("within"), values.get("model"));
  }

  private QuizException wrong(int number, String why) {
    return new QuizException(file + ":" + number + ": " + why);
  }
}
