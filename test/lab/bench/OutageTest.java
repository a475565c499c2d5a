package lab.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class OutageTest {

  @Test void tellsTheMedianAndTheWorstOfAllDeaths() {
    Outage outage = new Outage("kills", 64);

    outage.add(210, 230);
    outage.add(440, 450);
    outage.add(200, 220);

    assertEquals(List.of("3 kills, 64 clients; 0 calls failed, 0 unknown",
        "  first acknowledged write     median   210 ms, max   440 ms",
        "  longest gap of any client    median   230 ms, max   450 ms"),
        outage.lines());
    assertEquals("{\"system\":\"cluster\",\"clients\":64,\"kills\":3,"
        + "\"firstWriteMillisMedian\":210.0,\"firstWriteMillisMax\":440.0,"
        + "\"longestGapMillisMedian\":230.0,\"longestGapMillisMax\":450.0,"
        + "\"failed\":0,\"unknown\":0}", outage.json().toString());
  }
}
