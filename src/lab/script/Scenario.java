package lab.script;

import java.util.ArrayList;
import java.util.List;

/**
 * A scenario as it stands in its file: paragraphs of comments and commands,
 * each ending in the trace that is expected.
 *
 * @param name for complaints: the file's
 */
public record Scenario(String name, List<Paragraph> blocks) {
  static final String RULER = "----";

  /**
   * Lines that belong together.
   *
   * @param first    number of its first line in the file
   * @param lines    comments and commands, as they stand there
   * @param expected the lines below the ruler; none if there is no ruler
   * @param spaced   whether a blank line follows
   */
  record Paragraph(int first, List<String> lines, List<String> expected,
      boolean spaced) {
    Paragraph {
      lines = List.copyOf(lines);
      expected = List.copyOf(expected);
    }
  }

  public Scenario {
    blocks = List.copyOf(blocks);
  }

  /** Reads a file's text; the commands are not checked yet. */
  public static Scenario parse(String name, String text) {
    List<String> lines = text.lines().map(String::stripTrailing).toList();
    List<Paragraph> blocks = new ArrayList<>();
    for (int i = 0; i < lines.size();) {
      int end = Math.min(find("", lines, i) + 1, lines.size());
      blocks.add(block(i + 1, lines.subList(i, end)));
      i = end;
    }
    return new Scenario(name, blocks);
  }

  /** A paragraph, with the blank line after it. */
  private static Paragraph block(int first, List<String> lines) {
    int ruler = find(RULER, lines, 0);
    int end = find("", lines, 0);
    List<String> expected = ruler < end ? lines.subList(ruler + 1, end)
        : List.of();
    return new Paragraph(first, lines.subList(0, Math.min(ruler, end)),
        expected,
        end < lines.size());
  }

  /** The next such line, from here on; or the end. */
  private static int find(String line, List<String> lines, int from) {
    int i = from;
    while (i < lines.size() && !lines.get(i).equals(line)) i++;
    return i;
  }

  /** Its commands in their order, without comments; not checked yet. */
  public List<String> commands() {
    return blocks.stream().flatMap(block -> block.lines().stream())
        .map(line -> line.split("#", 2)[0].strip())
        .filter(line -> !line.isEmpty()).toList();
  }

  /** The name of the patch that it needs; null if it needs none. */
  public String mutant() {
    return commands().stream().filter(line -> line.startsWith("mutant "))
        .map(line -> line.substring("mutant ".length()).strip())
        .findFirst().orElse(null);
  }

  /**
   * What it is called, and on a second line what else its first comment says;
   * without a comment the name of its file, in words.
   */
  public String title() {
    StringBuilder comment = new StringBuilder();
    for (String line : blocks.isEmpty() ? List.<String>of()
        : blocks.get(0).lines()) {
      if (!line.startsWith("#")) break;
      comment.append(line.substring(1).strip()).append(' ');
    }
    String[] parts = comment.toString().strip().split("(?<=[:.]) ", 2);
    if (parts[0].isEmpty()) return fileInWords();
    String name = parts[0].replaceFirst("[:.]$", "");
    return parts.length == 1 ? name : name + "\n" + parts[1];
  }

  private String fileInWords() {
    return name.replaceFirst(".*[/\\\\]", "").replaceFirst("[.]txt$", "")
        .replace('-', ' ');
  }

  /** The file's text with this as what is expected, block by block. */
  String expecting(List<List<String>> traced) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < blocks.size(); i++) {
      append(text, blocks.get(i).lines());
      if (!traced.get(i).isEmpty()) append(text, List.of(RULER));
      append(text, traced.get(i));
      if (blocks.get(i).spaced()) text.append('\n');
    }
    return text.toString();
  }

  private static void append(StringBuilder text, List<String> lines) {
    for (String line : lines) text.append(line).append('\n');
  }
}
