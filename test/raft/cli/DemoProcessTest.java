package raft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code raft demo} tells, and what it leaves behind: nothing. */
class DemoProcessTest {
  @TempDir Path temporary;

  private List<Path> leftBehind() {
    try (Stream<Path> files = Files.list(temporary)) {
      return files.filter(file ->
          file.getFileName().toString().startsWith("raft-")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertAllEnd(List<ProcessHandle> nodes) {
    assertEquals(3, nodes.size());
    assertTrue(CommandProcess.comesTrue(() ->
        nodes.stream().noneMatch(ProcessHandle::isAlive)), "a node stays");
  }

  @Test void killsALeaderAndLosesNothing() {
    CommandProcess demo = CommandProcess.startIn(temporary, Raft.class,
        "demo");
    try (demo) {

      Ended ended = demo.awaitEnd();

      assertEquals(Exit.DONE, ended.status(), ended::toString);
      assertTrue(ended.out().contains("101 of 101 writes are there"));
      assertTrue(ended.out().contains("201 of 201 writes are there"));
      assertTrue(tellsOfTheLogs(ended.out()), ended::out);
      assertTrue(ended.out().lines().anyMatch(line ->
          line.matches(".* has a snapshot of .* \\(IS8\\)")), ended::out);
      assertTrue(ended.out().contains(" lines are in all of them"));
      assertEquals("", ended.err());
      assertEquals(List.of(), leftBehind());
      assertVotesStandAboveTheirLeaders(ended.out().lines().toList());
    }
  }

  /** The snapshot that was sent may hold the whole log. */
  private static boolean tellsOfTheLogs(String out) {
    return out.contains("All logs are equal")
        || out.contains(" in its snapshot, and no others");
  }

  @Test void endsAlsoIfSnapshotsLeaveNextToNothingOfTheLog() {
    CommandProcess demo = CommandProcess.startIn(temporary, Raft.class,
        "demo", "--snapshot-entries", "1", "--snapshot-kept-entries", "1");
    try (demo) {

      Ended ended = demo.awaitEnd();

      assertEquals(Exit.DONE, ended.status(), ended::toString);
      assertTrue(tellsOfTheLogs(ended.out()), ended::out);
    }
  }

  private static void assertVotesStandAboveTheirLeaders(List<String> lines) {
    Pattern pattern = Pattern.compile(" *[0-9.]+ s (n\\d) (t\\d+) leader +"
        + "\\| becomes leader, votes of \\[(.*)\\] .*");
    int leaders = 0;
    for (int i = 0; i < lines.size(); i++) {
      Matcher leader = pattern.matcher(lines.get(i));
      if (!leader.matches()) continue;
      leaders++;
      for (String voter : leader.group(3).split(", ")) {
        if (voter.equals(leader.group(1))) continue;
        String vote = voter + " " + leader.group(2) + " follower | votes for "
            + leader.group(1) + " (RV2)";
        assertTrue(lines.subList(0, i).stream()
            .anyMatch(line -> line.endsWith(vote)), lines.get(i));
      }
    }
    assertTrue(leaders >= 2, "both elections are told");
  }

  @Test void leavesNoProcessWhenItIsInterrupted() {
    CommandProcess demo = CommandProcess.startIn(temporary, Raft.class,
        "demo");
    try (demo) {
      demo.awaitPrinted("leads in term");
      List<ProcessHandle> nodes = demo.children();

      demo.interrupt();

      assertAllEnd(nodes);
      assertFalse(demo.awaitEnd().status() == Exit.DONE);
      assertEquals(List.of(), leftBehind());
    }
  }

  @Test void leavesNoProcessWhenItIsKilled() {
    CommandProcess demo = CommandProcess.startIn(temporary, Raft.class,
        "demo");
    try (demo) {
      demo.awaitPrinted("leads in term");
      List<ProcessHandle> nodes = demo.children();

      demo.signal("KILL");

      assertAllEnd(nodes);
    }
  }
}
