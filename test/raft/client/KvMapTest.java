package raft.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import raft.kv.Applications;
import raft.kv.Limits;

class KvMapTest {
  private final FakeNodes nodes = new FakeNodes(FakeNode.leader(
      Applications.named("key-value", new Limits(1024, 65_536))));
  private final KvClient client = new KvClient(nodes.config(), 5000);
  private final Map<String, String> map = client.asMap();

  @AfterEach void close() {
    client.close();
    nodes.close();
  }

  @Test void behavesLikeAMapInMemory() {
    Random random = new Random(1);
    Map<String, String> model = new TreeMap<>();

    for (int i = 0; i < 500; i++) {
      Function<Map<String, String>, Object> step = step(random);
      assertEquals(step.apply(model), step.apply(map), "step " + i);
    }

    assertEquals(model, map);
    assertEquals(model.toString(), map.toString());
    assertEquals(model.hashCode(), map.hashCode());
  }

  private static Function<Map<String, String>, Object> step(Random random) {
    String key = "k" + random.nextInt(4);
    String value = "v" + random.nextInt(3);
    String other = "v" + random.nextInt(3);
    List<Function<Map<String, String>, Object>> steps = List.of(
        map -> map.put(key, value),
        map -> map.get(key),
        map -> map.remove(key),
        map -> map.containsKey(key),
        map -> map.containsValue(value),
        map -> map.replace(key, value, other),
        map -> map.putIfAbsent(key, value),
        map -> map.merge(key, value, String::concat),
        map -> map.keySet().remove(key),
        map -> map.values().remove(value),
        map -> map.getOrDefault(key, other),
        Map::size,
        Map::isEmpty);
    return steps.get(random.nextInt(steps.size()));
  }

  @Test void aWalkCanChangeWhatItSees() {
    map.putAll(Map.of("a", "1", "b", "2", "c", "3"));

    Iterator<Map.Entry<String, String>> walk = map.entrySet().iterator();
    String replaced = walk.next().setValue("new");
    walk.next();
    walk.remove();

    assertEquals("1", replaced);
    assertThrows(IllegalStateException.class, walk::remove);
    assertEquals(Map.of("a", "new", "c", "3"), map);
  }

  @Test void aWalkPassesOverWhatWasDeletedMeanwhile() {
    map.putAll(Map.of("a", "1", "b", "2"));
    Iterator<String> walk = map.keySet().iterator();

    client.delete("a");

    assertEquals("b", walk.next());
    assertFalse(walk.hasNext());
    assertThrows(NoSuchElementException.class, walk::next);
  }

  @Test void everythingCanBeRemovedAtOnce() {
    map.putAll(Map.of("a", "1", "b", "2"));

    map.clear();

    assertTrue(client.keys().isEmpty());
  }

  @Test void nullIsNoKeyAndNoValue() {
    assertThrows(NullPointerException.class, () -> map.put(null, "1"));
    assertThrows(NullPointerException.class, () -> map.put("x", null));
    assertNull(map.get(null));
    assertFalse(map.containsKey(null));
    assertNull(map.remove(null));
  }
}
