package raft.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import raft.kv.Applications;
import raft.kv.Limits;

class KvMapTest {
  private final FakeNodes nodes = new FakeNodes(FakeNode.leader(
      Applications.named("key-value", new Limits(1024, 65_536))));
  private final KvClient client = new KvClient(nodes.config(), 5000);
  private final ConcurrentMap<String, String> map = client.asMap();

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
        map -> map.remove(key, value),
        map -> map.replace(key, value),
        map -> map.replace(key, value, other),
        map -> map.putIfAbsent(key, value),
        map -> map.computeIfAbsent(key, absent -> value),
        map -> map.computeIfAbsent(key, absent -> null),
        map -> map.computeIfPresent(key, (same, old) -> shorter(old + value)),
        map -> map.compute(key, (same, old) -> shorter(old + value)),
        map -> map.merge(key, value, String::concat),
        map -> map.merge(key, value, (old, new_) -> null),
        map -> map.keySet().contains(key),
        map -> map.keySet().remove(key),
        map -> map.keySet().retainAll(List.of("k1", "k2", "k3")),
        map -> map.values().contains(value),
        map -> map.values().remove(value),
        map -> map.values().removeIf(other::equals),
        map -> map.entrySet().contains(Map.entry(key, value)),
        map -> map.entrySet().remove(Map.entry(key, value)),
        map -> List.copyOf(map.keySet()),
        map -> List.copyOf(map.values()),
        map -> map.entrySet().stream().map(Object::toString).toList(),
        map -> replaceAll(map, other),
        map -> map.getOrDefault(key, other),
        Map::size,
        Map::isEmpty);
    return steps.get(random.nextInt(steps.size()));
  }

  /** Null, which removes, instead of ever longer values. */
  private static String shorter(String value) {
    return value.length() > 6 ? null : value;
  }

  private static Object replaceAll(Map<String, String> map, String value) {
    map.replaceAll((key, old) -> old.equals("v0") ? value : old);
    return null;
  }

  // ---- in one step -----------------------------------------------------

  /** What another client does while a function of this one is called. */
  private String meanwhile(Consumer<KvClient> change, String result) {
    try (KvClient other = new KvClient(nodes.config(), 5000)) {
      change.accept(other);
    }
    return result;
  }

  @Test void ofTwoThatWriteTheSameOneCreatesIt() {
    String first = map.putIfAbsent("lock", "held");
    String second = map.putIfAbsent("lock", "held");

    assertNull(first);
    assertEquals("held", second);
  }

  @Test void whoIsOvertakenGetsWhatTheOtherCreated() {
    String computed = map.computeIfAbsent("x", absent ->
        meanwhile(other -> other.put("x", "theirs"), "mine"));

    assertEquals("theirs", computed);
    assertEquals("theirs", map.get("x"));
  }

  // An old value and a new one: the second call must see what came between.
  @Test void aFunctionIsCalledAgainWhenTheValueChangedMeanwhile() {
    map.put("x", "a");
    List<String> seen = new ArrayList<>();
    BiFunction<String, String, String> function = (key, old) -> {
      seen.add(old);
      return seen.size() > 1 ? old + "!"
          : meanwhile(other -> other.append("x", "b"), old + "!");
    };

    String computed = map.compute("x", function);
    seen.clear();
    String present = map.computeIfPresent("x", function);

    assertEquals("ab!", computed);
    assertEquals("ab!b!", present);
    assertEquals(List.of("ab!", "ab!b"), seen);
  }

  @Test void aMergeLosesNothingOfAnother() {
    map.put("x", "a");

    String merged = map.merge("x", "c", (old, mine) -> old.equals("a")
        ? meanwhile(other -> other.append("x", "b"), old + mine) : old + mine);

    assertEquals("abc", merged);
    assertEquals("abc", map.get("x"));
  }

  @Test void whatWasDeletedMeanwhileIsNotComputed() {
    map.put("x", "a");

    String computed = map.computeIfPresent("x", (key, old) ->
        meanwhile(other -> other.delete("x"), "b"));

    assertNull(computed);
    assertFalse(map.containsKey("x"));
  }

  @Test void onlyAnEqualValueIsRemoved() {
    map.put("x", "a");

    assertFalse(map.remove("x", "b"));
    assertTrue(map.remove("x", "a"));
    assertFalse(map.remove("x", "a"));
    assertFalse(map.remove("x", null));
    assertFalse(map.remove(null, "a"));
  }

  @Test void aCallOfOneStepIsOneCommand() {
    map.put("x", "a");
    int before = nodes.heardBy(1).size();

    map.putIfAbsent("x", "b");
    map.remove("x", "b");
    map.replace("x", "a", "b");
    map.getOrDefault("x", "c");
    map.containsKey("x");
    map.keySet().remove("x");
    map.isEmpty();

    assertEquals(7, nodes.heardBy(1).size() - before);
  }

  // ---- walks -----------------------------------------------------------

  @Test void whatStaysComesOnceAndInOrderWhateverComesAndGoes() {
    for (int i = 1000; i < 2100; i++) map.put("k" + i, "v"); // over a page
    List<String> walked = new ArrayList<>();

    for (String key : map.keySet()) {
      walked.add(key);
      if (key.equals("k1500")) {
        map.remove("k1001");
        map.remove("k2050"); // of the next page
        map.put("k0", "v");
        map.put("k3000", "v");
      }
    }

    List<String> expected = new ArrayList<>(IntStream.range(1000, 2100)
        .mapToObj(i -> "k" + i).filter(key -> !key.equals("k2050")).toList());
    expected.add("k3000");
    assertEquals(expected, walked);
  }

  @Test void aStreamMindsNoChangeOfSize() {
    map.putAll(Map.of("a", "1", "b", "2"));

    List<String> seen = map.values().stream().peek(value ->
        client.delete("b")).toList();

    assertEquals(List.of("1"), seen);
  }

  @Test void whatAWalkRemovesIsWhatItReturned() {
    map.putAll(Map.of("a", "1", "b", "2"));
    Iterator<String> walk = map.values().iterator();
    walk.next();
    client.put("a", "newer");

    walk.remove();
    walk.next();
    walk.remove();

    assertThrows(IllegalStateException.class, walk::remove);
    assertEquals(Map.of("a", "newer"), map);
  }

  @Test void aWalkOverKeysRemovesThemWhateverTheirValue() {
    map.putAll(Map.of("a", "1", "b", "2"));
    Iterator<String> walk = map.keySet().iterator();
    walk.next();
    client.put("a", "newer");

    walk.remove();

    assertThrows(IllegalStateException.class, walk::remove);
    assertEquals(Map.of("b", "2"), map);
    assertEquals("b", walk.next());
  }

  @Test void aReadOnlyViewShowsWhatOthersChangeAndChangesNothing() {
    Map<String, String> view = client.asReadOnlyMap();

    client.put("x", "1");

    assertEquals(Map.of("x", "1"), view);
    List<Executable> changes = List.of(() -> view.put("x", "2"),
        () -> view.remove("x"), () -> view.merge("x", "2", String::concat),
        () -> view.putIfAbsent("y", "2"), () -> view.remove("x", "1"),
        () -> view.compute("x", (key, old) -> null), () -> view.clear(),
        () -> view.keySet().remove("x"), () -> view.values().clear(),
        () -> view.entrySet().iterator().next().setValue("2"));
    for (Executable change : changes) {
      assertThrows(UnsupportedOperationException.class, change);
    }
    assertEquals("1", client.get("x").orElseThrow());
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
    Iterator<String> walk = map.values().iterator();

    client.delete("a");

    assertEquals("2", walk.next());
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
    assertThrows(NullPointerException.class, () -> map.putIfAbsent("x", null));
    assertThrows(NullPointerException.class, () -> map.replace("x", null));
    assertTrue(map.isEmpty());
  }
}
