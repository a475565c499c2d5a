package raft.client;

import com.google.gson.JsonObject;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** {@link KvClient#asMap}: each operation is one command, or as many as keys. */
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

  @Override public Set<Entry<String, String>> entrySet() {
    return new AbstractSet<>() {
      @Override public int size() {
        return client.keys().size();
      }

      @Override public Iterator<Entry<String, String>> iterator() {
        return client.keys().stream().map(KvMap.this::entry)
            .filter(Objects::nonNull).iterator();
      }
    };
  }

  /** The entry as it is now; null if somebody deleted it meanwhile. */
  private Map.Entry<String, String> entry(String key) {
    String value = get(key);
    return value == null ? null : new SimpleImmutableEntry<>(key, value);
  }
}
