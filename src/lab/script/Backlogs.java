package lab.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who is paused, and what has come in for them since. */
final class Backlogs {
  private final Map<String, List<Runnable>> backlogs = new TreeMap<>();

  boolean isPaused(String id) {
    return backlogs.containsKey(id);
  }

  void pause(String id) {
    backlogs.put(id, new ArrayList<>());
  }

  /** To be done when that server, which is paused, goes on. */
  void add(String id, Runnable action) {
    backlogs.get(id).add(action);
  }

  /** It is paused no more; what is to be done now, in its order. */
  List<Runnable> end(String id) {
    List<Runnable> backlog = backlogs.remove(id);
    return backlog == null ? List.of() : backlog;
  }
}
