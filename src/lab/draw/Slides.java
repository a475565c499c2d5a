package lab.draw;

import java.util.ArrayList;
import java.util.List;
import lab.script.Play;
import lab.script.Step;
import lab.sim.Event;
import raft.TraceLine;

/**
 * A played scenario as slides, to be shown on a wall: how the servers and their
 * logs stand after each step, and what they traced meanwhile. A step in which
 * much is traced takes several slides.
 */
public final class Slides {
  private static final int MOST_LINES = 5; // on a slide
  private static final String CHANGES_SERVERS =
      "(crash|power-loss|restart|isolate|cut|heal|pause|resume|snapshot) .*";

  private final Play play;
  private final Recording recording;
  private final List<Slide> slides = new ArrayList<>();
  private String text = ""; // the comment that is being followed
  private String part = ""; // its label, if it has one
  private int shown; // events

  private Slides(Play play) {
    this.play = play;
    recording = new Recording(play.events());
  }

  /**
   * Each slide as a picture in SVG, 16 wide and 9 high, dark on light.
   *
   * @param play of which at least one event is there
   */
  public static List<String> of(Play play) {
    Slides slides = new Slides(play);
    play.steps().forEach(slides::add);
    List<String> pictures = new ArrayList<>();
    for (Slide slide : slides.slides) {
      pictures.add(SlideDrawing.of(slide, pictures.size() + 1,
          slides.slides.size()));
    }
    return pictures;
  }

  private void add(Step step) {
    if (!step.remarks().isEmpty()) follow(step.remarks());
    boolean pause = step.command().equals("state") && !step.remarks().isEmpty();
    if (pause) addSlide("", List.of(), (int) step.events());
    else if (!step.command().equals("state")) addAll(step);
    shown = (int) step.events();
  }

  private void follow(List<String> remarks) {
    text = String.join(" ", remarks).replaceAll("\\s+", " ").strip();
    part = text.matches("\\(\\w\\) .*") ? text.substring(0, 3) : "";
    text = text.substring(part.length()).strip();
  }

  /** As many slides as its trace needs. */
  private void addAll(Step step) {
    List<String> lines = new ArrayList<>();
    List<String> others = new ArrayList<>(step.traced()); // no server's
    for (Event event : recording.events().subList(shown, (int) step.events())) {
      List<String> traced =
          event.lines().stream().map(TraceLine::toString).toList();
      traced.forEach(others::remove);
      boolean full = lines.size() + traced.size() > MOST_LINES;
      if (full && !lines.isEmpty()) {
        addSlide(step.command(), lines, (int) event.number() - 1);
        lines.clear();
      }
      lines.addAll(traced);
    }
    lines.addAll(others);
    boolean isSeen =
        !lines.isEmpty() || step.command().matches(CHANGES_SERVERS);
    if (isSeen) addSlide(step.command(), lines, (int) step.events());
  }

  /** How all stand after this number of events. */
  private void addSlide(String command, List<String> lines, int events) {
    StateBefore state = new StateBefore(recording.events().subList(0, events));
    List<String> nodes = recording.nodes();
    slides.add(new Slide(play.scenario().title().split("\n")[0], part, text,
        command, List.copyOf(lines), nodes, state.data(nodes).servers(),
        play.labels()));
  }
}
