package raft.node;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import raft.AppendEntries;
import raft.Entry;
import raft.node.Frame.ClientRequest;

class RawJsonTest {
  private static String nested(int depth) {
    return "{\"a\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      5                        | 0
      {}                       | 1
      {"a":[{}],"b":[]}        | 3
      {"[[[":"[{","b":"]"}     | 1
      {"a":"\\"[[","b":[1]}    | 2
      {"a":"\\\\","b":[[1]]}    | 3
      """, quoteCharacter = '`')
  void depthCountsWhatStandsWithinEachOther(String json, int depth) {
    assertEquals(depth, new RawJson(json).depth());
  }

  @Test void aCommandNestedTooDeepIsNamed() {
    String refusal = assertThrows(IllegalArgumentException.class,
        () -> new ClientRequest("c-1", new RawJson(nested(51)))).getMessage();

    assertTrue(refusal.contains("nested 51 deep"), refusal);
  }

  // What a leader takes, its followers must be able to read.
  @Test void theDeepestCommandPassesInEachFrame() {
    String deepest = nested(ClientRequest.DEEPEST);
    ClientRequest request = new ClientRequest("c-1", new RawJson(deepest));
    AppendEntries entries = new AppendEntries("n1-1", 1, "n1", 0, 0,
        List.of(Entry.command(1, deepest)), 0);

    assertDoesNotThrow(() -> CodecTest.decode(Codec.encode(request)));
    assertDoesNotThrow(() -> CodecTest.decode(Codec.encode(entries)));
  }
}
