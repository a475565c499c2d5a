package house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What no test run finds reliably: a lock left out, a wait that trusts whoever
 * woke it. A reader of the source sees it at once, so this reads the source.
 */
class LocksTest {

  private static final Map<Path, Locks> FILES = new TreeMap<>();

  @BeforeAll static void read() {
    for (Path file : Project.javaFiles("src")) {
      FILES.put(file, new Locks(Project.text(file)));
    }
  }

  /** All places that this rule finds, in the files that it is for. */
  private static List<String> places(Predicate<Locks> where,
      Function<Locks, List<String>> rule) {
    List<String> found = new ArrayList<>();
    FILES.forEach((file, locks) -> {
      if (!where.test(locks)) return;
      for (String place : rule.apply(locks)) {
        found.add(Project.root().relativize(file) + ":" + place);
      }
    });
    return found;
  }

  private static List<String> places(Function<Locks, List<String>> rule) {
    return places(locks -> true, rule);
  }

  @Test void aFieldThatChangesSaysWhoKeepsThreadsApart() {
    assertEquals(List.of(),
        places(Locks::areNeeded, Locks::unexplained), "say 'Guarded by"
        + " this object's monitor', 'X's thread only', make it volatile, or say"
        + " 'Not thread-safe' of the class");
  }

  @Test void aGuardedFieldIsTouchedOnlyUnderItsLock() {
    assertEquals(List.of(), places(Locks::touchedWithout));
  }

  // Woken is not told: another may have come first, the time may be up, and
  // the JVM may wake a thread for no reason at all.
  @Test void everyWaitStandsInALoop() {
    assertEquals(List.of(), places(Locks::waitsOutsideLoops));
  }

  // So what runs under the server's lock is the core, which knows of nothing
  // that can wait (see ArrowsTest), and the few methods that it calls.
  @Test void nobodyTakesTheLockOfAnotherObject() {
    assertEquals(List.of(), places(Locks::locksOfOthers));
  }

  /** The public methods in which none of these words is called. */
  private static List<String> publicWithout(String text, String words) {
    List<String> lines = text.lines().toList();
    Pattern called = Pattern.compile("\\b(" + words + ")\\s*[(]");
    return Source.methods(text).stream().filter(method -> {
      List<String> all = lines.subList(method.first() - 1, method.last());
      boolean open = all.get(0).startsWith("  public ")
          && Character.isLowerCase(method.name().charAt(0));
      return open && all.stream().skip(1)
          .noneMatch(line -> called.matcher(Source.code(line)).find());
    }).map(Source.Method::name).toList();
  }

  // These take the lock; whatever else is public would read half a step.
  @Test void everyEntryPointOfTheServerTakesItsLock() {
    Path server = Project.root().resolve("src/raft/RaftServer.java");

    List<String> open =
        publicWithout(Project.text(server), "step|ask|await|read|tick");

    assertEquals(List.of(), open);
    assertEquals(List.of("status"), publicWithout("""
        class A {
          public int term() {
            return read(figure2::term);
          }

          public int status() {
            return figure2.status();
          }
        }
        """, "read"));
  }

  @Test void nobodyWakesJustOneOfThoseWhoWait() {
    assertEquals(List.of(), places(Locks::wakesOfOne));
  }

  // ---- The rod is measured too -------------------------------------------

  private static final String COUNTER = """
      class Counter {
        private final Room room;

        // Guarded by this object's monitor.
        private int count;
        private boolean closed;

        // Guarded by itself.
        private final List<String> names = new ArrayList<>();

        Counter() {
          count = 1;
        }

        synchronized int count() {
          while (count == 0 && !closed) wait();
          return count;
        }

        void add() {
          synchronized (this) {
            count++;
            told();
          }
        }

        private void told() {
          closed = true;
          notifyAll();
        }

        void name(String name) {
          synchronized (names) {
            names.add(name);
          }
        }
      }
      """;

  private static Locks with(String old, String changed) {
    assertEquals(2, COUNTER.split(Pattern.quote(old), -1)
        .length, old);
    return new Locks(COUNTER.replace(old, changed));
  }

  @Test void aClassThatLocksAsItSaysIsLeftAlone() {
    Locks locks = new Locks(COUNTER);

    assertEquals(List.of(), locks.unexplained());
    assertEquals(List.of(), locks.touchedWithout());
    assertEquals(List.of(), locks.waitsOutsideLoops());
    assertEquals(List.of(), locks.locksOfOthers());
  }

  @Test void aLockLeftOutIsSeen() {
    Locks method = with("  synchronized int count()", "  int count()");
    Locks block = with("    synchronized (this) {", "    if (ready()) {");
    Locks itself = with("    synchronized (names) {", "    if (ready()) {");

    assertEquals(List.of("16 count", "17 count", "16 closed"),
        method.touchedWithout());
    assertEquals(List.of("22 count", "28 closed"), block.touchedWithout());
    assertEquals(List.of("34 names"), itself.touchedWithout());
  }

  @Test void aFieldWithoutAWordIsSeen() {
    Locks locks = with("  // Guarded by this object's monitor.\n", "");

    assertEquals(List.of("4 count", "5 closed"), locks.unexplained());
  }

  @Test void anIfAroundAWaitIsSeen() {
    Locks locks = with("while (count == 0", "if (count == 0");

    assertEquals(List.of("16 wait"), locks.waitsOutsideLoops());
  }

  @Test void theLockOfAnotherIsSeen() {
    Locks locks = with("synchronized (names)", "synchronized (room)");

    assertEquals(List.of("33 room"), locks.locksOfOthers());
  }
}
