package lab.check;

import static raft.Role.FOLLOWER;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import raft.Configuration;
import raft.Entry;
import raft.Role;
import raft.Status;

/**
 * A server that is whatever a test says it is, so that a checker can be shown
 * what no right server ever does. What it says of itself need not fit together.
 */
final class Actor implements ServerView {
  private final String id;
  private final Map<String, Long> matchIndex = new TreeMap<>();
  private final List<Entry> log = new ArrayList<>();
  private final List<Entry> durableLog = new ArrayList<>();
  private boolean up = true;
  private long durableTerm;
  private String durableVote;
  private String snapshot = "";
  private Status before;
  private Configuration configuration = Cast.ALL;
  private Status status;

  Actor(String id) {
    this.id = id;
    status = new Status(id, FOLLOWER, 0, null, null, 0, 0, 0, 0, 0, 0);
    before = status;
  }

  // ---- What it becomes: each is one step -------------------------------

  Actor becomes(Role role, long term) {
    return step(role, term, null, status.commitIndex());
  }

  Actor votes(long term, String candidate) {
    return step(status.role(), term, candidate, status.commitIndex());
  }

  Actor commits(long index) {
    return step(status.role(), status.term(), status.votedFor(), index);
  }

  /** A step that changes nothing. */
  Actor stays() {
    return commits(status.commitIndex());
  }

  private Actor step(Role role, long term, String vote, long commitIndex) {
    before = status;
    status = new Status(id, role, term, vote, null, commitIndex, commitIndex,
        log.size(), durableLog.size(), 0, 0);
    return this;
  }

  // ---- What it holds ---------------------------------------------------

  /** A log of commands with these terms. */
  Actor logs(long... terms) {
    log.clear();
    for (long term : terms) log.add(entry(log.size() + 1, term));
    return this;
  }

  /** A log of these entries. */
  Actor logs(Entry... entries) {
    log.clear();
    log.addAll(List.of(entries));
    return this;
  }

  /** As much of its log as this is on its disk, and nothing else. */
  Actor stores(int entries) {
    durableLog.clear();
    durableLog.addAll(log.subList(0, entries));
    return this;
  }

  Actor stores(long term, String vote) {
    durableTerm = term;
    durableVote = vote;
    return this;
  }

  Actor knows(String follower, long index) {
    matchIndex.put(follower, index);
    return this;
  }

  Actor shows(String snapshot) {
    this.snapshot = snapshot;
    return this;
  }

  /** It has these servers in use. */
  Actor uses(String configuration) {
    this.configuration = Configuration.of(configuration);
    return this;
  }

  Actor dies() {
    up = false;
    return this;
  }

  /** The entry that {@link #logs(long...)} makes. */
  static Entry entry(long index, long term) {
    return Entry.command(term, "{\"entry\":" + index + "}");
  }

  // ---- How it is seen --------------------------------------------------

  @Override public String id() {
    return id;
  }

  @Override public boolean isUp() {
    return up;
  }

  @Override public Status status() {
    return status;
  }

  @Override public Status before() {
    return before;
  }

  @Override public Configuration configuration() {
    return configuration;
  }

  @Override public Configuration configurationBefore() {
    return configuration;
  }

  @Override public LogView log() {
    return () -> log;
  }

  @Override public long durableTerm() {
    return durableTerm;
  }

  @Override public String durableVote() {
    return durableVote;
  }

  @Override public LogView durableLog() {
    return () -> durableLog;
  }

  @Override public long durableSnapshotIndex() {
    return 0;
  }

  @Override public long matchIndex(String server) {
    return matchIndex.getOrDefault(server, 0L);
  }

  @Override public String snapshot() {
    return snapshot;
  }
}
