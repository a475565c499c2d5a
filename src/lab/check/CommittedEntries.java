package lab.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import raft.Configuration;
import raft.Entry;

/** All that any server ever held to be committed, by index, from 1 on. */
final class CommittedEntries {

  /**
   * What is committed at one index.
   *
   * @param term in which it was found committed
   */
  record Committed(Entry entry, long term, Fact fact) {}

  private final List<Committed> entries = new ArrayList<>();
  private final Map<String, Long> indexes = new HashMap<>(); // by command
  private final List<Integer> commands = new ArrayList<>(); // up to each index

  private final TreeMap<Long, Configuration> configurations = new TreeMap<>();

  /** @param initial the configuration at the very beginning */
  CommittedEntries(Configuration initial) {
    configurations.put(0L, initial);
  }

  /** The last index that is known to be committed; 0 if none is. */
  long lastIndex() {
    return entries.size();
  }

  /** What is committed at this index, from 1 to lastIndex. */
  Committed at(long index) {
    return entries.get((int) index - 1);
  }

  /** The entries up to this index. */
  List<Entry> upTo(long index) {
    return entries.subList(0, (int) Math.min(index, lastIndex())).stream()
        .map(Committed::entry).toList();
  }

  /** The first index at which this command is committed; 0 if it is not. */
  long indexOf(String command) {
    return indexes.getOrDefault(command, 0L);
  }

  /** How many of the entries up to this index are commands. */
  int commandsUpTo(long index) {
    int known = (int) Math.min(index, lastIndex());
    return known == 0 ? 0 : commands.get(known - 1);
  }

  /** The latest configuration at or before this index, 0 included. */
  Configuration configurationAt(long index) {
    return configurations.floorEntry(index).getValue();
  }

  /** Whether these servers were ever the members, committed. */
  boolean wereMembers(Configuration servers) {
    return configurations.values().stream().anyMatch(each ->
        Majority.areSame(each, servers));
  }

  /** The next index is committed. */
  void add(Entry entry, long term, Fact fact) {
    int before = commandsUpTo(lastIndex());
    commands.add(entry.kind() == Entry.Kind.COMMAND ? before + 1 : before);
    entries.add(new Committed(entry, term, fact));
    if (entry.configuration() == null) {
      indexes.putIfAbsent(entry.text(), lastIndex());
    } else {
      configurations.put(lastIndex(), entry.configuration());
    }
  }
}
