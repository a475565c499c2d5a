package lab.figure16;

import java.util.List;

/**
 * One of the two graphs, measured and ready to be drawn.
 *
 * @param paper what the paper's text says of its own curves
 */
public record Panel(String title, Axis axis, List<Curve> curves,
    List<Landmark> paper) {

  /** A line with its name and what came of it. */
  public record Curve(String name, Downtimes downtimes) {}

  /** A "median downtime of 287ms" is the point (287, half) of its curve. */
  public record Landmark(String name, double millis, double share) {}

  public Panel {
    curves = List.copyOf(curves);
    paper = List.copyOf(paper);
  }

  /** What came of the line of this name; there is one. */
  Downtimes of(String name) {
    return curves.stream().filter(curve -> curve.name().equals(name))
        .findFirst().orElseThrow().downtimes();
  }
}
