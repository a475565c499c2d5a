package raft.client;

import com.google.gson.JsonObject;
import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.ConcurrentMap;

/**
 * {@link KvClient#asMap}: a call is one command, or as many as there are keys.
 *
 * <p>Here stand the methods that are one command, and from these {@link
 * ConcurrentMap} makes the others: compute, merge, replaceAll and so on ask for
 * the value, call the function, and write by compare-and-set; if another client
 * came between, they begin again.
 */
final class KvMap extends AbstractMap<String, String>
    implements ConcurrentMap<String, String> {
  private final KvClient client;

  KvMap(KvClient client) {
    this.client = client;
  }

  // ---- one key ---------------------------------------------------------

  @Override public String get(Object key) {
    return key instanceof String text ? client.get(text).orElse(null) : null;
  }

  @Override public boolean containsKey(Object key) {
    return get(key) != null;
  }

  @Override public String put(String key, String value) {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(value, "value");
    return previous(KvClient.command("put", "key", key, "value", value));
  }

  @Override public String remove(Object key) {
    if (!(key instanceof String text)) return null;
    return previous(KvClient.command("delete", "key", text));
  }

  /** Executes a command and gives back the value it replaced, or null. */
  private String previous(JsonObject command) {
    command.addProperty("previous", true);
    return client.execute(command).text("previous");
  }

  /** If the key has this very value already, this call has created nothing. */
  @Override public String putIfAbsent(String key, String value) {
    JsonObject command = KvClient.command("cas", "key", key, "old", value,
        "new", value);
    command.addProperty("create", true);
    command.addProperty("previous", true);
    Answer answer = client.execute(command);
    return answer.isOk() ? answer.text("previous") : answer.needed("found");
  }

  @Override public boolean remove(Object key, Object value) {
    if (!(key instanceof String text)) return false;
    return value instanceof String old && client.delete(text, old);
  }

  @Override public boolean replace(String key, String old, String value) {
    return client.cas(key, old, value);
  }

  @Override public String replace(String key, String value) {
    Objects.requireNonNull(value, "value");
    String old = get(key);
    while (old != null && !replace(key, old, value)) old = get(key);
    return old;
  }

  // ---- all of them -----------------------------------------------------

  @Override public int size() {
    return client.keys().size();
  }

  @Override public boolean isEmpty() {
    return client.isEmpty();
  }

  /** Deletes key after key; one that another client adds meanwhile may stay. */
  @Override public void clear() {
    client.keys().forEach(client::delete);
  }

  @Override public Set<String> keySet() {
    return new AbstractSet<>() {
      @Override public Iterator<String> iterator() {
        return new KeyIterator();
      }

      @Override public Spliterator<String> spliterator() {
        return unsized(iterator());
      }

      @Override public int size() {
        return KvMap.this.size();
      }

      @Override public boolean isEmpty() {
        return KvMap.this.isEmpty();
      }

      @Override public boolean contains(Object key) {
        return containsKey(key);
      }

      @Override public boolean remove(Object key) {
        return KvMap.this.remove(key) != null;
      }

      @Override public void clear() {
        KvMap.this.clear();
      }
    };
  }

  @Override public Collection<String> values() {
    return new AbstractCollection<>() {
      @Override public Iterator<String> iterator() {
        Iterator<Entry<String, String>> entries = new EntryIterator();
        return new Iterator<>() {
          @Override public boolean hasNext() {
            return entries.hasNext();
          }

          @Override public String next() {
            return entries.next().getValue();
          }

          @Override public void remove() {
            entries.remove();
          }
        };
      }

      @Override public Spliterator<String> spliterator() {
        return unsized(iterator());
      }

      @Override public int size() {
        return KvMap.this.size();
      }

      @Override public boolean isEmpty() {
        return KvMap.this.isEmpty();
      }

      @Override public void clear() {
        KvMap.this.clear();
      }
    };
  }

  @Override public Set<Entry<String, String>> entrySet() {
    return new AbstractSet<>() {
      @Override public Iterator<Entry<String, String>> iterator() {
        return new EntryIterator();
      }

      @Override public Spliterator<Entry<String, String>> spliterator() {
        return unsized(iterator());
      }

      @Override public int size() {
        return KvMap.this.size();
      }

      @Override public boolean isEmpty() {
        return KvMap.this.isEmpty();
      }

      @Override public boolean contains(Object entry) {
        return entry instanceof Entry<?, ?> one && one.getValue() != null
            && one.getValue().equals(get(one.getKey()));
      }

      @Override public boolean remove(Object entry) {
        return entry instanceof Entry<?, ?> one
            && KvMap.this.remove(one.getKey(), one.getValue());
      }

      @Override public void clear() {
        KvMap.this.clear();
      }
    };
  }

  /** A size that was asked for before the walk would not hold in it. */
  private static <T> Spliterator<T> unsized(Iterator<T> walk) {
    return Spliterators.spliteratorUnknownSize(walk,
        Spliterator.CONCURRENT | Spliterator.NONNULL);
  }

  /** Asks for one page of keys after the other, as the walk goes on. */
  private final class KeyIterator implements Iterator<String> {
    private Iterator<String> page = Collections.emptyIterator();
    private boolean more = true;
    private String latest; // the last of a page, when the next is asked for
    private boolean mayRemove;

    @Override public boolean hasNext() {
      if (!page.hasNext() && more) {
        KvClient.KeyPage following = client.keysAfter(latest);
        page = following.keys().iterator();
        more = following.more();
      }
      return page.hasNext();
    }

    @Override public String next() {
      if (!hasNext()) throw new NoSuchElementException("no more keys");
      latest = page.next();
      mayRemove = true;
      return latest;
    }

    @Override public void remove() {
      if (!mayRemove) throw new IllegalStateException("no key to remove");
      client.delete(latest);
      mayRemove = false;
    }
  }

  /** Asks for one value after the other, as the walk goes on. */
  private final class EntryIterator implements Iterator<Entry<String, String>> {
    private final Iterator<String> keys = new KeyIterator();
    private Entry<String, String> next;
    private Entry<String, String> latest;

    /** Passes over keys that were deleted meanwhile. */
    @Override public boolean hasNext() {
      while (next == null && keys.hasNext()) {
        String key = keys.next();
        client.get(key).ifPresent(value -> next = new Written(key, value));
      }
      return next != null;
    }

    @Override public Entry<String, String> next() {
      if (!hasNext()) throw new NoSuchElementException("no more keys");
      latest = next;
      next = null;
      return latest;
    }

    /** A value that another client wrote meanwhile was not returned: stays. */
    @Override public void remove() {
      if (latest == null) throw new IllegalStateException("no key to remove");
      client.delete(latest.getKey(), latest.getValue());
      latest = null;
    }
  }

  /** An entry that writes what it is set to into the store. */
  private final class Written extends SimpleEntry<String, String> {
    private static final long serialVersionUID = 1;

    Written(String key, String value) {
      super(key, value);
    }

    @Override public String setValue(String value) {
      String replaced = put(getKey(), value);
      super.setValue(value);
      return replaced;
    }
  }
}
