package house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which way the arrows run between the rooms. It reads import lines, and names
 * written in full; within a room everybody knows everybody.
 */
class ArrowsTest {
  private static final Map<String, Set<String>> ARROWS = Map.of(
      "raft", Set.of(),
      "raft.node", Set.of("raft"),
      "raft.kv", Set.of("raft"),
      "raft.sim", Set.of("raft", "raft.kv"),
      "raft.client", Set.of("raft.node", "raft.kv"),
      "raft.maelstrom", Set.of("raft", "raft.node", "raft.kv"),
      "raft.bench", Set.of("raft", "raft.node", "raft.kv", "raft.client"),
      "raft.cli", Set.of("raft", "raft.node", "raft.kv", "raft.sim",
          "raft.client", "raft.maelstrom", "raft.bench"));

  /** The room in a name such as raft.node.Link or raft.RaftServer. */
  private static final Pattern ROOM =
      Pattern.compile("(?<![\\w.])(raft(?:[.][a-z]\\w*)*)[.][A-Z*]");
  private static final Pattern IMPORT =
      Pattern.compile("(?m)^import (?:static )?([\\w.]+);");
  private static final Pattern PACKAGE =
      Pattern.compile("(?m)^package ([\\w.]+);");

  // java.util.concurrent.CompletableFuture is the one exception: it is a value
  // that will come, no thread, and it spares each client one of its own.
  private static final Pattern CORE_MAY_IMPORT = Pattern.compile(
      "raft[.].*|java[.]util[.][A-Z]\\w*|java[.]util[.]function[.]\\w+"
      + "|java[.]util[.]concurrent[.]CompletableFuture");

  // Names that need no import, or hide behind one that is allowed. A hash-
  // ordered collection is one whose order is not the same in every JVM.
  private static final Pattern CORE_MUST_NOT_SAY = Pattern.compile(
      "\\b(Thread(?![.]holdsLock)|Runtime|Process|ProcessBuilder|System"
      + "|Math[.]random|Timer|UUID|Hash(Map|Set)|IdentityHashMap|WeakHashMap"
      + "|LinkedHash(Map|Set)|(Set|Map)[.](of|copyOf|ofEntries)"
      + "|java[.](io|net|nio|time)|com[.]google)\\b");

  static List<String> strayArrows(String text) {
    String code = Source.code(text);
    Matcher declared = PACKAGE.matcher(code);
    assertTrue(declared.find(), "no package is declared");
    String from = room(declared.group(1));
    List<String> stray = new ArrayList<>();
    Matcher named = ROOM.matcher(code);
    while (named.find()) {
      String to = room(named.group(1));
      boolean allowed = to.equals(from)
          || ARROWS.getOrDefault(from, Set.of()).contains(to);
      if (!allowed) stray.add(from + " -> " + to);
    }
    return stray;
  }

  /** A room may have cupboards: raft.sim.check belongs to raft.sim. */
  private static String room(String packageName) {
    String[] parts = packageName.split("[.]");
    return parts.length == 1 ? parts[0] : parts[0] + "." + parts[1];
  }

  @Test void arrowsRunOnlyAsDrawn() {
    List<String> stray = new ArrayList<>();

    for (Path file : Project.javaFiles("src")) {
      for (String arrow : strayArrows(Project.text(file))) {
        stray.add(file.getFileName() + ": " + arrow);
      }
    }

    assertEquals(List.of(), stray);
  }

  @Test void everyRoomIsOnTheDrawing() {
    Set<String> drawn = ARROWS.keySet();

    for (Path file : Project.javaFiles("src")) {
      Path folder = Project.root().resolve("src").relativize(file).getParent();
      String packageName = folder.toString().replace('/', '.');

      assertTrue(drawn.contains(room(packageName)), file + " has no room");
    }
  }

  @Test void theCoreImportsNothingThatWaits() {
    List<String> imports = new ArrayList<>();

    for (Path file : coreFiles()) {
      Matcher found = IMPORT.matcher(Project.text(file));
      while (found.find()) {
        boolean allowed = CORE_MAY_IMPORT.matcher(found.group(1)).matches();
        if (!allowed) imports.add(file.getFileName() + " " + found.group(1));
      }
    }

    assertEquals(List.of(), imports);
  }

  @Test void theCoreHasNoThreadNoClockAndNoLuckOfItsOwn() {
    List<String> words = new ArrayList<>();

    for (Path file : coreFiles()) {
      Matcher found =
          CORE_MUST_NOT_SAY.matcher(Source.code(Project.text(file)));
      while (found.find()) {
        words.add(file.getFileName() + " " + found.group());
      }
    }

    assertEquals(List.of(), words);
  }

  private static List<Path> coreFiles() {
    Path core = Project.root().resolve("src/raft");
    List<Path> files = Project.javaFiles("src/raft").stream()
        .filter(file -> file.getParent().equals(core)).toList();
    assertTrue(files.size() > 20, "where is the core? " + files);
    return files;
  }

  // ---- The rod is measured too -------------------------------------------

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "package raft; import raft.node.Link;        | raft -> raft.node",
      "package raft; import static raft.kv.A.b;    | raft -> raft.kv",
      "package raft.sim; class A { raft.node.B b;} | raft.sim -> raft.node",
      "package raft.sim.check; import raft.cli.A;  | raft.sim -> raft.cli",
      "package raft.node; import raft.sim.A;       | raft.node -> raft.sim",
      "package raft.kv; import raft.node.*;        | raft.kv -> raft.node",
      "package raft.client; import raft.Entry;     | raft.client -> raft",
  })
  void aStrayArrowIsSeen(String text, String arrow) {
    assertEquals(List.of(arrow), strayArrows(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "package raft.node; import raft.Entry; class A { raft.Held b; }",
      "package raft.cli; import raft.sim.A; import raft.client.B;",
      "package raft.sim; import raft.sim.check.A; import raft.kv.B;",
      "package raft; /** {@link raft.node.A} */ // raft.node.B\n class C {}",
      "package raft; class A { String b = \"raft.node.C\"; }",
  })
  void anArrowAsDrawnIsNoStrayOne(String text) {
    assertEquals(List.of(), strayArrows(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "new Thread(run)", "Thread.sleep(1)", "System.nanoTime()",
      "new HashMap<>()", "Set.of(a)", "java.io.File f", "Math.random()"})
  void aWordThatWaitsIsSeen(String code) {
    assertTrue(CORE_MUST_NOT_SAY.matcher(code).find());
  }

  @Test void askingWhetherTheLockIsHeldIsNoThread() {
    String code = "assert Thread.holdsLock(this)";

    assertTrue(!CORE_MUST_NOT_SAY.matcher(code).find());
  }
}
