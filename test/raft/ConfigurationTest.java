package raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a majority is. */
class ConfigurationTest {

  private static Configuration of(int size) {
    return new Configuration(
        IntStream.rangeClosed(1, size).mapToObj(i -> "n" + i).toList());
  }

  // Figure 9: the voter that stored the entry and elected the later leader is
  // there because any two majorities share a server.
  @ParameterizedTest(name = "of {0} servers")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
  void anyTwoMajoritiesMeet(int size) {
    List<Set<String>> majorities = majorities(of(size));

    for (Set<String> one : majorities) {
      for (Set<String> other : majorities) {
        assertTrue(one.stream().anyMatch(other::contains), one + " " + other);
      }
    }
  }

  @ParameterizedTest(name = "of {0} servers {1} are the fewest")
  @CsvSource({"1, 1", "2, 2", "3, 2", "4, 3", "5, 3", "6, 4", "7, 4"})
  void aMajorityIsMoreThanHalf(int size, int fewest) {
    int smallest = majorities(of(size)).stream().mapToInt(Set::size).min()
        .orElseThrow();

    assertEquals(fewest, smallest);
  }

  @Test void strangersDoNotCount() {
    assertFalse(of(3).isMajority(Set.of("n1", "n8", "n9")));
  }

  @ParameterizedTest(name = "held: {0}; by a majority: {1}")
  @CsvSource({
      "5,         5",
      "5 3,       3",
      "5 3 9,     5",
      "0 0 9,     0",
      "7 7 9 9,   7",
      "1 2 3 4,   2",
      "8 5 8 2 7, 7", // Figure 6: the lengths of its five logs
      "1 1 1 5 5, 1",
      "1 2 3 4 5 6 7, 4",
  })
  void findsTheHighestIndexThatAMajorityHolds(String held, long expected) {
    String[] indexes = held.split(" ");
    Map<String, Long> matchIndex = new TreeMap<>();
    for (int i = 0; i < indexes.length; i++) {
      matchIndex.put("n" + (i + 1), Long.valueOf(indexes[i]));
    }

    assertEquals(expected, of(indexes.length).heldByMajority(matchIndex));
  }

  @Test void knowsTheOthers() {
    assertEquals(List.of("n1", "n3"), of(3).others("n2"));
  }

  @Test void ofNoServersThereIsNoMajority() {
    assertFalse(Configuration.UNKNOWN.isMajority(Set.of("n1")));
    assertEquals(0, Configuration.UNKNOWN.heldByMajority(Map.of("n1", 5L)));
  }

  @Test void refusesMoreThanAHundredServers() {
    assertEquals(100, of(100).servers().size());
    assertThrows(IllegalArgumentException.class, () -> of(101));
  }

  @Test void refusesToNameAServerTwice() {
    List<String> twice = List.of("n1", "n2", "n1");

    assertThrows(IllegalArgumentException.class,
        () -> new Configuration(twice));
  }

  private static List<Set<String>> majorities(Configuration configuration) {
    List<Set<String>> majorities = new ArrayList<>();
    List<String> servers = configuration.servers();
    for (int bits = 0; bits < 1 << servers.size(); bits++) {
      Set<String> some = new TreeSet<>();
      for (int i = 0; i < servers.size(); i++) {
        if ((bits >> i & 1) == 1) some.add(servers.get(i));
      }
      if (configuration.isMajority(some)) majorities.add(some);
    }
    return majorities;
  }
}
