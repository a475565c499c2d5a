package raft.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestWordTest {
  private static final List<String> KNOWN =
      List.of("put", "get", "delete", "append", "cas", "keys");

  @CsvSource({"putt,put", "pt,put", "ptu,put", "GET,get", "del,get",
      "delte,delete", "deleted,delete", "apend,append", "key,keys",
      "case,cas", "'',put"})
  @ParameterizedTest void theWordWithTheFewestEditsIsNearest(String typed,
      String nearest) {
    assertEquals(nearest, NearestWord.to(typed, KNOWN));
  }
}
