package lab.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import raft.Role;

/**
 * Draws a slide: large letters, and nothing told by colour alone. A box is an
 * entry, with its term's number and colour; a thick line around it means that
 * the server knows it to be committed.
 */
final class SlideDrawing {
  private static final int WIDTH = 1600;
  private static final int TOP = 240; // of the first server
  private static final int HEIGHT = 430; // of all servers
  private static final int MOST_ROW = 120;
  private static final int LOG = 700; // where logs begin, from the left
  private static final int LOG_WIDTH = 870;
  private static final int LEAST_BOXES = 8;
  private static final int MOST_BOX = 120;
  private static final int COLUMNS = 112; // of the text, in characters
  private static final int MOST_LINES = 3; // of the text
  private static final int WORDS = 10; // characters in a box
  private static final List<String> TERMS = List.of("#a6d8f5", "#f7c873",
      "#8fd6b8", "#f2a6c8", "#f4e478", "#c3b3f2", "#f0a58a", "#d0d0d0");

  private final Slide slide;
  private final int row; // height of a server's
  private final double box; // width of an entry's
  private final StringBuilder out = new StringBuilder();

  private SlideDrawing(Slide slide) {
    this.slide = slide;
    row = Math.min(MOST_ROW, HEIGHT / slide.nodes().size());
    box = Math.min(MOST_BOX,
        (double) LOG_WIDTH / Math.max(LEAST_BOXES, slide.longestLog()));
  }

  static String of(Slide slide, int number, int count) {
    SlideDrawing drawing = new SlideDrawing(slide);
    drawing.add("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\""
        + " height=\"900\" viewBox=\"0 0 %d 900\">", WIDTH, WIDTH);
    drawing.add("%s", SlideColours.LIGHT.style());
    drawing.add("<rect class=\"paper\" width=\"100%%\" height=\"100%%\"/>");
    drawing.head(number, count);
    drawing.indexes();
    for (int i = 0; i < slide.nodes().size(); i++) drawing.server(i);
    drawing.trace();
    return drawing.out.append("</svg>\n").toString();
  }

  private void add(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private void text(double x, double y, String kind, String text) {
    add("<text x=\"%.1f\" y=\"%.1f\" class=\"%s\">%s</text>", x, y, kind,
        Picture.escape(text));
  }

  // ---- Above the servers -----------------------------------------------

  private void head(int number, int count) {
    text(40, 66, "title", slide.figure() + " " + slide.part());
    text(WIDTH - 40, 66, "muted end", number + " of " + count);
    List<String> lines = lines(slide.text());
    for (int i = 0; i < Math.min(MOST_LINES, lines.size()); i++) {
      boolean cut = i == MOST_LINES - 1 && lines.size() > MOST_LINES;
      text(40, 112 + 36 * i, "words", lines.get(i) + (cut ? " ..." : ""));
    }
  }

  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ")) {
      if (line.length() + word.length() > COLUMNS) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private void indexes() {
    for (int i = 1; i <= slide.longestLog(); i++) {
      text(LOG + (i - 0.5) * box, TOP - 10, "muted middle", String.valueOf(i));
    }
  }

  // ---- Servers ---------------------------------------------------------

  private void server(int i) {
    PageData.DrawnServer server = slide.servers().get(i);
    String node = slide.nodes().get(i);
    double middle = TOP + row * (i + 0.5) + 10;
    add("<g class=\"%s\">", server.up() ? "up" : "down");
    if (slide.isAbout(node)) text(8, middle, "mark", "▶");
    text(44, middle, "id", node);
    text(96, middle, "words", slide.labels().getOrDefault(node, ""));
    role(server, middle);
    if (server.state() != null) {
      text(318, middle, "words", "term " + server.state().term());
      if (server.up()) {
        text(430, middle, "words", "commit " + server.state().commitIndex());
      }
      String vote = server.state().votedFor();
      if (vote != null) text(572, middle, "words", "vote " + vote);
      log(server, TOP + row * i);
    }
    add("</g>");
  }

  private void role(PageData.DrawnServer server, double middle) {
    boolean leads = server.up() && server.state().role() == Role.LEADER;
    String role = !server.up() ? "down" : server.paused() ? "paused"
        : server.state().role().toString();
    if (leads) {
      add("<rect class=\"ink\" x=\"146\" y=\"%.1f\" width=\"150\""
          + " height=\"40\" rx=\"8\"/>", middle - 29);
    }
    text(158, middle, leads ? "leads" : "words", role);
  }

  private void log(PageData.DrawnServer server, double top) {
    long covered = server.state().snapshotIndex();
    if (covered > 0) {
      rect(LOG, top, covered * box, "covered", "");
      text(LOG + covered * box / 2, top + row / 2.0 + 8, "middle on",
          covered == 1 ? "snapshot" : "snapshot of 1.." + covered);
    }
    for (int k = (int) covered; k < server.log().size(); k++) {
      entry(server.log().get(k), LOG + k * box, top,
          k < server.state().commitIndex() && server.up());
    }
  }

  private void entry(PageData.Item entry, double x, double top,
      boolean committed) {
    rect(x, top, box, committed ? "committed" : "open",
        TERMS.get((int) ((entry.term() - 1) % TERMS.size())));
    String brief = brief(entry);
    text(x + box / 2, top + row / 2.0 + (brief.isEmpty() ? 11 : 1),
        "middle term", String.valueOf(entry.term()));
    text(x + box / 2, top + row / 2.0 + 22, "middle on", brief);
  }

  private void rect(double x, double top, double width, String kind,
      String colour) {
    add("<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\""
        + " height=\"%d\" rx=\"5\"%s/>", kind, x + 3, top + 4, width - 6,
        row - 8, colour.isEmpty() ? "" : " fill=\"" + colour + "\"");
  }

  /** Figure 11 calls an entry for members by what they are. */
  private static String brief(PageData.Item entry) {
    String words = entry.brief();
    if (words.matches("s\\d.* -> .*")) return "old,new";
    if (words.matches("s\\d( s\\d)*")) return "new";
    if (words.startsWith("old←")) return ""; // only its term is said
    return words.length() <= WORDS ? words
        : words.substring(0, WORDS - 1) + "…";
  }

  // ---- Below the servers -----------------------------------------------

  private void trace() {
    add("<rect class=\"panel\" x=\"24\" y=\"688\" width=\"1552\""
        + " height=\"196\" rx=\"10\"/>");
    text(44, 724, "command", slide.command());
    text(WIDTH - 44, 724, "muted end", "number and colour: the term; thick:"
        + " committed, as far as this server knows");
    for (int i = 0; i < slide.lines().size(); i++) {
      text(44, 757 + 29 * i, "code", slide.lines().get(i));
    }
  }
}
