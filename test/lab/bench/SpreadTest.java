package lab.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test void ofAnOddNumberTheMiddleOneIsTheMedian() {
    List<Double> values = List.of(0.9, 0.5, 0.6, 0.1, 0.7);

    Spread spread = Spread.of(values);

    assertEquals(new Spread(0.6, 0.1, 0.9), spread);
  }

  @Test void ofAnEvenNumberTheMedianLiesBetweenTheMiddleTwo() {
    List<Double> values = List.of(4.0, 1.0, 2.0, 10.0);

    Spread spread = Spread.of(values);

    assertEquals(new Spread(3, 1, 10), spread);
  }

  @Test void aRatioTellsItsMedianAndItsEnds() {
    Ratio ratio = Ratio.of(64, List.of(0.61, 0.5, 0.55555));

    JsonObject json = ratio.json();

    assertEquals("{\"clients\":64,\"ratio\":0.556,\"ratioMin\":0.5,"
        + "\"ratioMax\":0.61,\"repetitions\":3}", json.toString());
    assertEquals("0.56 0.50 0.61 (of 3)",
        ratio.line().replaceAll(" +", " ").split("64 ")[1]);
  }
}
