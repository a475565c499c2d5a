package house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the threads of a node do when something fails: once, and aloud. */
class FailuresTest {
  private static final Pattern FORCES =
      Pattern.compile("[.]force\\s*\\(\\s*(true|false)\\s*\\)");
  private static final Pattern ASKS_A_DISK =
      Pattern.compile("\\bdisk[.]\\w+\\s*\\(|" + FORCES);
  private static final Pattern STARTS_THREADS =
      Pattern.compile("\\bnew Thread\\(\\s*(?:\\(\\) -> |this::)?(\\w*)");

  // A printer that dies prints no more, which harms nobody; and the thread that
  // closes a node has nobody left to tell.
  private static final Set<String> MAY_DIE = Set.of("print", "close");

  /** The parts of a node: the core, and the threads around it. */
  private static List<Path> machine() {
    List<Path> files = new ArrayList<>(Project.javaFiles("src/raft/node"));
    files.addAll(Project.javaFiles("src/lab/maelstrom"));
    for (Path file : Project.javaFiles("src/raft")) {
      if (file.getParent().endsWith("src/raft")) files.add(file);
    }
    return files;
  }

  private static List<String> catches(Pattern where, Predicate<Catches> wrong) {
    List<String> places = new ArrayList<>();
    for (Path file : machine()) {
      String text = Project.text(file);
      if (!where.matcher(Source.code(text)).find()) continue;
      Catches.in(text).stream().filter(wrong).forEach(each ->
          places.add(Project.place(file, each.line()) + " " + each.types()));
    }
    return places;
  }

  // ---- the disk ----------------------------------------------------------

  @Test void onlyTheDiskForces() {
    List<Path> forcing = machine().stream().filter(file ->
        FORCES.matcher(Source.code(Project.text(file))).find()).toList();

    assertEquals(List.of("Disk.java"), forcing.stream()
        .map(file -> file.getFileName().toString()).toList());
  }

  // After a failed force nobody knows what the disk holds, and the next force
  // may say "done" all the same.
  @Test void whatTheDiskFailedToDoIsNotTriedAgain() {
    assertEquals(List.of(), catches(ASKS_A_DISK, FailuresTest::isTriedAgain));
  }

  @Test void whatTheDiskFailedToDoIsHeardOf() {
    assertEquals(List.of(), catches(ASKS_A_DISK, FailuresTest::isHushedUp));
  }

  private static boolean isFromDisk(Catches each) {
    return each.catches("IOException", "Exception", "Throwable");
  }

  private static boolean isTriedAgain(Catches each) {
    return isFromDisk(each) && (each.repeated() || each.says("force",
        "forceDirectory", "write", "replace", "move", "save", "append"));
  }

  private static boolean isHushedUp(Catches each) {
    return isFromDisk(each) && !each.says("throw", "fail", "addSuppressed");
  }

  // ---- threads -----------------------------------------------------------

  @Test void whoeverCatchesAllThereIsStopsTheNode() {
    assertEquals(List.of(), catches(Pattern.compile(""),
        FailuresTest::isSwallowed));
  }

  private static boolean isSwallowed(Catches each) {
    return each.catches("RuntimeException", "Exception", "Error", "Throwable")
        && !each.says("fail", "failed", "throw", "end", "halt",
            "mention"); // a connection that ends alone, and a person hears
  }

  // An uncaught error ends its thread and nothing else: half a node.
  @Test void noThreadOfANodeDiesUnheard() {
    List<String> unheard = new ArrayList<>();

    for (Path file : machine()) {
      String text = Project.text(file);
      Matcher started = STARTS_THREADS.matcher(Source.code(text));
      while (started.find()) {
        String body = started.group(1);
        boolean dies = !MAY_DIE.contains(body) && !hearsErrors(text, body);
        if (dies) unheard.add(file.getFileName() + " " + body);
      }
    }

    assertEquals(List.of(), unheard);
  }

  /**
   * Whether the method of this name catches whatever may come. (A FutureTask
   * does, and keeps it for whoever asks.)
   */
  private static boolean hearsErrors(String text, String name) {
    if (text.contains("new FutureTask<>")) return true;
    return Source.methods(text).stream()
        .filter(method -> method.name().equals(name))
        .anyMatch(method -> Catches.in(text).stream().anyMatch(each ->
            method.holds(each.line()) && each.catches("Error", "Throwable")));
  }

  @Test void allThreadsOfANodeAreItsOwn() {
    Pattern others = Pattern.compile("\\b(Executors?|ExecutorService"
        + "|ForkJoinPool|Timer|\\w+Async|parallelStream)\\b");

    assertEquals(List.of(), machine().stream().filter(file -> others
        .matcher(Source.code(Project.text(file))).find()).toList());
  }

  // ---- The rod is measured too -------------------------------------------

  private static Catches only(String code) {
    List<Catches> all = Catches.in("class A { void a() {" + code + "} }");
    assertEquals(1, all.size());
    return all.get(0);
  }

  @Test void aSecondTryIsSeen() {
    Catches again =
        only("try { f(); } catch (IOException e) { disk.force(c); }");
    Catches loop = only("while (true) { try { disk.force(c); return; }"
        + " catch (IOException | RuntimeException e) { tries++; } }");
    Catches once = only("try { disk.force(c); } catch (IOException e) {"
        + " throw new StorageException(e); }");

    assertTrue(isTriedAgain(again));
    assertTrue(isTriedAgain(loop));
    assertFalse(isTriedAgain(once));
  }

  @Test void silenceIsSeen() {
    Catches silent = only("try { f(); } catch (IOException e) { /* throw */ }");
    Catches loud = only("try { f(); } catch (Throwable e) { fail(e); }");

    assertTrue(isHushedUp(silent));
    assertFalse(isHushedUp(loud));
    assertFalse(isSwallowed(silent));
    assertFalse(isSwallowed(loud));
    assertTrue(isSwallowed(only("try { f(); } catch (Error e) { }")));
  }
}
