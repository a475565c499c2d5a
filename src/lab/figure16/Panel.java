package lab.figure16;

import java.util.List;

/**
 * One of the two graphs, measured and ready to be drawn.
 *
 * @param paper points that the paper's text gives for its own curves
 */
public record Panel(String title, Axis axis, List<Curve> curves,
    List<Landmark> paper) {

  /** A line with its name and its downtimes. */
  public record Curve(String name, Downtimes downtimes) {}

  /** A "median downtime of 287ms" is the point (287, half) of its curve. */
  public record Landmark(String name, double millis, double share) {}

  public Panel {
    curves = List.copyOf(curves);
    paper = List.copyOf(paper);
  }

  /** The downtimes of the line of this name; there is one. */
  Downtimes of(String name) {
    return curves.stream().filter(curve -> curve.name().equals(name))
        .findFirst().orElseThrow().downtimes();
  }
}
