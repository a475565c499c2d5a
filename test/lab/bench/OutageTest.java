package lab.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class OutageTest {

  @Test void tellsTheMedianAndTheWorstOfAllDeaths() {
    Outage outage = new Outage("kills", 64);

    outage.add(210, 215, 230);
    outage.add(440, 445, 450);
    outage.add(200, 205, 220);

    assertEquals(List.of("3 kills, 64 clients; 0 calls failed, 0 unknown",
        "  first acknowledged write     median   210 ms, max   440 ms",
        "  no client was answered for   median   215 ms, max   445 ms",
        "  longest gap of any client    median   230 ms, max   450 ms"),
        outage.lines());
    assertEquals("{\"system\":\"cluster\",\"clients\":64,\"kills\":3,"
        + "\"firstWriteMillisMedian\":210.0,\"firstWriteMillisMax\":440.0,"
        + "\"gapOfAllMillisMedian\":215.0,\"gapOfAllMillisMax\":445.0,"
        + "\"longestGapMillisMedian\":230.0,\"longestGapMillisMax\":450.0,"
        + "\"failed\":0,\"unknown\":0}", outage.json().toString());
  }

  @Test void tellsWhatThePausesWereBeforeIfSomebodyWasServed() {
    Outage outage = new Outage("transfers", 64);
    outage.add(40, 45, 80);
    outage.addBefore(30);

    assertEquals("  the same, a second before    median    30 ms, max    30 ms",
        outage.lines().get(3));
    assertEquals(30, outage.json().get("gapBeforeMillisMedian").getAsDouble());
  }
}
