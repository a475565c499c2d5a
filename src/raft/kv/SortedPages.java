package raft.kv;

import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A map of strings, sorted by key, of which an image can be taken in a moment,
 * also of a million keys: copy on write.
 *
 * <p>The entries lie in pages, each with keys that follow one another. An image
 * is a list of the pages, and copies none. A page that an image refers to is
 * never written again: the first write after the image copies that page, and
 * the copy takes its place here.
 *
 * <p><b>Threads.</b> All methods are called under one lock, the server's. The
 * iterator of an image is used by another thread without it: the thread that
 * takes an image hands it over in a way that lets the reader see what was
 * written before (a queue, the start of a thread), and what it refers to is not
 * written afterwards.
 */
final class SortedPages {

  /**
   * Most keys in a page. With more, to copy a page and to list its keys in order
   * takes longer; with fewer, there are more pages among which one is looked for.
   */
  static final int MOST_IN_A_PAGE = 512;

  /**
   * Some entries. Sorted only when they are read in order, which is seldom; so
   * a put of a key that is here finds it by its hash. (Linked: iteration does
   * not follow the hashes.)
   *
   * @param version the number of images when it was made: those refer to others
   */
  private record Page(long version, Map<String, String> values) {
    TreeMap<String, String> sorted() {
      return new TreeMap<>(values);
    }
  }

  // Each holds the keys from its own in this map on, up to the next. The first
  // is always there. Others go when they are empty; what becomes small stays.
  private final TreeMap<String, Page> pages = new TreeMap<>();

  // The number of images so far. A page of an older version may be in one.
  private long version;

  /** Empty. */
  SortedPages() {
    pages.put("", copy(new LinkedHashMap<>()));
  }

  private Page copy(Map<String, String> values) {
    return new Page(version, new LinkedHashMap<>(values));
  }

  /** The value of this key; null if there is none. */
  String get(String key) {
    return pages.floorEntry(key).getValue().values().get(key);
  }

  /** Returns the value it had; null if it is new. */
  String put(String key, String value) {
    Map.Entry<String, Page> place = pages.floorEntry(key);
    Map<String, String> values = writable(place);
    String old = values.put(key, value);
    if (values.size() > MOST_IN_A_PAGE) split(place.getKey());
    return old;
  }

  /** Returns the value it had; null if there was none. */
  String remove(String key) {
    Map.Entry<String, Page> place = pages.floorEntry(key);
    if (!place.getValue().values().containsKey(key)) return null;
    Map<String, String> values = writable(place);
    String old = values.remove(key);
    boolean isFirst = place.getKey().isEmpty();
    if (values.isEmpty() && !isFirst) pages.remove(place.getKey());
    return old;
  }

  /** Of the page at this place, or of the copy that takes its place. */
  private Map<String, String> writable(Map.Entry<String, Page> place) {
    Page page = place.getValue();
    if (page.version() < version) {
      page = copy(page.values());
      pages.put(place.getKey(), page);
    }
    return page.values();
  }

  private void split(String from) {
    TreeMap<String, String> sorted = pages.get(from).sorted();
    String middle = List.copyOf(sorted.keySet()).get(sorted.size() / 2);
    pages.put(from, copy(sorted.headMap(middle)));
    pages.put(middle, copy(sorted.tailMap(middle)));
  }

  /** All keys in order. */
  Stream<String> keys() {
    return pages.values().stream()
        .flatMap(page -> page.sorted().keySet().stream());
  }

  /** The keys after this one, in order. */
  Stream<String> keysAfter(String key) {
    return pages.tailMap(pages.floorKey(key)).values().stream()
        .flatMap(page -> page.sorted().tailMap(key, false).keySet().stream());
  }

  /** All entries in order, as they are now; read once, by any thread. */
  Iterator<Map.Entry<String, String>> image() {
    Iterator<Page> all = List.copyOf(pages.values()).iterator();
    version++;
    return new Iterator<>() {
      private Iterator<Map.Entry<String, String>> page =
          Collections.emptyIterator();

      private Iterator<Map.Entry<String, String>> nextPage() {
        return all.next().sorted().entrySet().iterator();
      }

      @Override public boolean hasNext() {
        while (!page.hasNext() && all.hasNext()) page = nextPage();
        return page.hasNext();
      }

      @Override public Map.Entry<String, String> next() {
        if (!hasNext()) throw new NoSuchElementException();
        return page.next();
      }
    };
  }
}
