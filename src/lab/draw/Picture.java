package lab.draw;

import java.util.List;
import java.util.Map;
import lab.sim.Event;
import lab.check.Violation;
import lab.script.Play;

/**
 * A recorded run as a page: a space-time diagram that can be walked through,
 * with the logs at each event as the paper draws logs, and, if a promise was
 * broken, all that can have led to it. The page is one file and asks nothing of
 * any other place.
 */
public final class Picture {
  private Picture() {}

  /**
   * The page, in HTML.
   *
   * @param title     for its head; the first line is its name
   * @param events    at least one, in their order, as a run recorded them
   * @param violation what the run ended with; null if it kept all promises
   */
  public static String html(String title, List<Event> events,
      Violation violation) {
    if (events.isEmpty()) {
      throw new IllegalArgumentException("nothing was recorded: " + title);
    }
    return html(title, new PageWriter(events, violation));
  }

  /**
   * A scenario's page, in HTML: it opens at the first step, and the parts that
   * the scenario's comments make can be jumped to.
   *
   * @param play of which at least one event is there
   */
  public static String html(Play play) {
    return html(play.scenario().title(), new PageWriter(play));
  }

  private static String html(String title, PageWriter writer) {
    String[] name = title.split("\n", 2);
    return PageTemplate.filled(Map.of("name", escape(name[0]),
        "about", name.length == 1 ? "" : escape(name[1].replace('\n', ' ')),
        "run", writer.write()));
  }

  static String escape(String text) {
    return Brief.visible(text).replace("&", "&amp;").replace("<", "&lt;")
        .replace(">", "&gt;").replace("\"", "&quot;");
  }
}
