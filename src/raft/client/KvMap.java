package raft.client;

import com.google.gson.JsonObject;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;

/** {@link KvClient#asMap}: each call is one command, or as many as keys. */
final class KvMap extends AbstractMap<String, String> {
  private final KvClient client;

  KvMap(KvClient client) {
    this.client = client;
  }

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

  /** Is one step, unlike the other methods that both look and change. */
  @Override public boolean replace(String key, String old, String value) {
    return client.cas(key, old, value);
  }

  @Override public Set<Entry<String, String>> entrySet() {
    return new AbstractSet<>() {
      @Override public int size() {
        return client.keys().size();
      }

      @Override public Iterator<Entry<String, String>> iterator() {
        return new ValueIterator(client.keys().iterator());
      }
    };
  }

  /** Asks for one value after the other, as the walk goes on. */
  private final class ValueIterator implements Iterator<Entry<String, String>> {
    private final Iterator<String> keys;
    private Entry<String, String> next;
    private Entry<String, String> latest;

    ValueIterator(Iterator<String> keys) {
      this.keys = keys;
    }

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

    @Override public void remove() {
      if (latest == null) throw new IllegalStateException("no key to remove");
      client.delete(latest.getKey());
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
