package raft.kv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import raft.Allocation;

class SortedPagesTest {
  private static final int MOST = SortedPages.MOST_IN_A_PAGE;
  private static final int MANY = 100 * MOST;

  // A copy of a page is a table and an object for each entry.
  private static final long HALF_A_PAGE = MOST * 16L;

  private final SortedPages pages = new SortedPages();
  private final TreeMap<String, String> model = new TreeMap<>();

  private static String key(int i) {
    return "%07d".formatted(i);
  }

  private void fill(int count) {
    for (int i = 0; i < count; i++) put(key(i), "v");
  }

  private void put(String key, String value) {
    assertEquals(model.put(key, value), pages.put(key, value));
  }

  private void remove(String key) {
    assertEquals(model.remove(key), pages.remove(key));
  }

  private void assertLikeTheModel() {
    assertEquals(List.copyOf(model.keySet()), pages.keys().toList());
    model.forEach((key, value) -> assertEquals(value, pages.get(key)));
  }

  /** An image that was taken, and what it has to hold. */
  private record Taken(Iterator<Map.Entry<String, String>> image,
      List<Map.Entry<String, String>> expected) {
    void check() {
      assertEquals(expected, rest(image));
    }
  }

  private static List<Map.Entry<String, String>> rest(
      Iterator<Map.Entry<String, String>> image) {
    List<Map.Entry<String, String>> entries = new ArrayList<>();
    image.forEachRemaining(entries::add);
    return entries;
  }

  private Taken take() {
    List<Map.Entry<String, String>> expected = new ArrayList<>();
    model.forEach((key, value) -> expected.add(Map.entry(key, value)));
    return new Taken(pages.image(), expected);
  }

  // ---- A sorted map ------------------------------------------------------

  @Test void anEmptyOneHasNothing() {
    assertNull(pages.get(""));
    assertNull(pages.remove("x"));
    assertEquals(List.of(), pages.keys().toList());
    assertEquals(List.of(), pages.keysAfter("").toList());
    assertEquals(List.of(), rest(pages.image()));
  }

  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  @ParameterizedTest void randomOperationsDoWhatTheyDoToATreeMap(long seed) {
    Random random = new Random(seed);
    int keys = List.of(10, 1_000, 20_000).get((int) seed % 3);
    List<Taken> images = new ArrayList<>();
    for (int i = 0; i < 30_000; i++) {
      String key = key(random.nextInt(keys));
      boolean shrinks = i / 5_000 % 2 == 1;
      if (random.nextInt(10) < (shrinks ? 8 : 3)) remove(key);
      else put(key, "" + i);
      if (random.nextInt(2_000) == 0) images.add(take());
    }

    assertLikeTheModel();
    assertTrue(images.size() > 5, images.size() + " images");
    images.forEach(Taken::check);
  }

  @Test void keysInAnyOrderAreSplitIntoPagesAndFound() {
    fill(3 * MOST);
    for (int i = 6 * MOST; i > 3 * MOST; i--) put(key(i), "w");

    assertLikeTheModel();
  }

  @Test void keysAfterOneBeginInItsPageAndGoOnInTheNext() {
    fill(3 * MOST);
    for (int i = 0; i < 3 * MOST; i += 7) remove(key(i));

    for (int i = 0; i <= 3 * MOST; i += 50) {
      assertEquals(List.copyOf(model.tailMap(key(i), false).keySet()),
          pages.keysAfter(key(i)).toList());
    }
  }

  @Test void pagesThatWereEmptiedTakeKeysAgain() {
    fill(5 * MOST);
    for (int i = 0; i < 5 * MOST; i++) remove(key(i));
    assertLikeTheModel();

    fill(5 * MOST);

    assertLikeTheModel();
  }

  @Test void emptiedPagesAreGone() {
    long empty = Allocation.of(pages::image);
    fill(MANY);
    long full = Allocation.of(pages::image);
    for (int i = 0; i < MANY; i++) remove(key(i));

    long emptied = Allocation.of(pages::image);

    assertTrue(full > empty + 100, empty + " bytes, " + full);
    assertEquals(empty, emptied);
  }

  // ---- Images ------------------------------------------------------------

  @Test void anImageStaysWhatItWas() {
    fill(3 * MOST);
    Taken image = take();

    for (int i = 0; i < 3 * MOST; i += 2) put(key(i), "later");
    for (int i = 1; i < 3 * MOST; i += 4) remove(key(i));
    fill(6 * MOST);

    image.check();
    assertLikeTheModel();
  }

  @Test void severalImagesAreEachWhatTheyWere() {
    List<Taken> images = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      images.add(take());
      fill(i * MOST);
      images.add(take());
      images.add(take());
      for (int j = i; j < i * MOST; j += 5) put(key(j), "of " + i);
      for (int j = i; j < i * MOST; j += 9) remove(key(j));
    }

    images.forEach(Taken::check);
    assertLikeTheModel();
  }

  @Test void anImageCopiesNoPage() {
    fill(MANY);

    long bytes = Allocation.of(pages::image);

    assertTrue(bytes < MANY / MOST * 100, bytes + " bytes");
  }

  @Test void theFirstWriteAfterAnImageCopiesOnePageAndTheNextNone() {
    fill(MANY);
    String one = key(7);
    String other = key(8);
    pages.image();

    long first = Allocation.once(() -> pages.put(one, "w"));
    long next = Allocation.once(() -> pages.put(other, "w"));

    assertTrue(first > HALF_A_PAGE, first + " bytes");
    assertTrue(first < 10 * HALF_A_PAGE, first + " bytes");
    assertTrue(next < HALF_A_PAGE / 10, next + " bytes");
  }

  @Test void whatRemovesNothingCopiesNothing() {
    fill(MANY);
    pages.image();

    long bytes = Allocation.once(() -> pages.remove("0000007x"));

    assertTrue(bytes < HALF_A_PAGE / 10, bytes + " bytes");
  }
}
