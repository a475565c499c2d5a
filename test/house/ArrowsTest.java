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
  private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
      Map.entry("raft", Set.of()),
      Map.entry("raft.text", Set.of()),
      Map.entry("raft.json", Set.of("raft.text")),
      Map.entry("raft.node.disk", Set.of("raft", "raft.json", "raft.text")),
      Map.entry("raft.node", Set.of("raft", "raft.json", "raft.text",
          "raft.node.disk")),
      Map.entry("raft.kv", Set.of("raft", "raft.json", "raft.text")),
      Map.entry("raft.client", Set.of("raft.node", "raft.kv", "raft.json",
          "raft.text")),
      Map.entry("raft.cli", Set.of("raft", "raft.json", "raft.text",
          "raft.node", "raft.node.disk", "raft.kv", "raft.client")),
      // The laboratory: all arrows between the two buildings start here.
      Map.entry("lab.check", Set.of("raft")),
      Map.entry("lab.sim", Set.of("raft", "raft.kv", "lab.check")),
      Map.entry("lab.script", Set.of("raft", "lab.check", "lab.sim")),
      Map.entry("lab.draw", Set.of("raft", "lab.check", "lab.sim",
          "lab.script")),
      Map.entry("lab.shrink", Set.of("raft", "lab.check", "lab.sim",
          "lab.script", "lab.draw")),
      Map.entry("lab.broken", Set.of("lab.check", "lab.sim", "lab.script",
          "lab.draw", "lab.shrink")),
      Map.entry("lab.hunt", Set.of("lab.script", "lab.draw", "lab.shrink",
          "lab.broken")),
      Map.entry("lab.course", Set.of("raft.text", "lab.check", "lab.sim",
          "lab.script", "lab.shrink", "lab.broken")),
      Map.entry("lab.quiz", Set.of("lab.check", "lab.script", "lab.broken")),
      Map.entry("lab.figure16", Set.of("raft", "lab.check", "lab.sim")),
      Map.entry("lab.maelstrom", Set.of("raft", "raft.json", "raft.node",
          "raft.node.disk", "raft.kv")),
      Map.entry("lab.bench", Set.of("raft.node", "raft.client")),
      Map.entry("lab.cli", Set.of("raft", "raft.text", "raft.node",
          "raft.node.disk", "raft.client", "raft.cli", "lab.check", "lab.sim",
          "lab.script", "lab.draw", "lab.shrink", "lab.broken",
          "lab.course", "lab.hunt", "lab.quiz", "lab.figure16", "lab.maelstrom",
          "lab.bench")));

  /** The room in a name such as raft.node.Link or raft.RaftServer. */
  private static final Pattern ROOM = Pattern.compile(
      "(?<![\\w.])((?:raft|lab)(?:[.][a-z]\\w*)*)[.][A-Z*]");
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

  /** A sub-room that is not drawn, such as raft.node.x, is raft.node's. */
  private static String room(String packageName) {
    if (ARROWS.containsKey(packageName)) return packageName;
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

  // P1: a rule that makes a message can do nothing with it but have it held.
  @Test void whatAMessageWaitsForIsSaidInOnePlace() {
    List<String> makers = new ArrayList<>();
    for (Path file : Project.javaFiles("src")) {
      if (Project.text(file).contains("new Held<")) {
        makers.add(Project.root().relativize(file).toString());
      }
    }

    assertEquals(List.of("src/raft/Durability.java", "src/raft/Held.java"),
        makers);
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
      "package lab.sim; class A { raft.node.B b;}  | lab.sim -> raft.node",
      "package lab.check; import lab.sim.A;        | lab.check -> lab.sim",
      "package raft.node.disk; import lab.sim.A;   | raft.node.disk -> lab.sim",
      "package raft.cli; import lab.cli.A;         | raft.cli -> lab.cli",
      "package raft.kv; import raft.node.*;        | raft.kv -> raft.node",
      "package raft.client; import raft.Entry;     | raft.client -> raft",
  })
  void aStrayArrowIsSeen(String text, String arrow) {
    assertEquals(List.of(arrow), strayArrows(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "package raft.node; import raft.Entry; class A { raft.Held b; }",
      "package lab.cli; import lab.sim.A; import raft.client.B;",
      "package lab.sim; import lab.check.A; import raft.kv.B;",
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
