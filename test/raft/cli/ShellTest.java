package raft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import raft.client.KvClient;

class ShellTest {
  private static ThreeNodes nodes;

  @BeforeAll static void start() {
    nodes = ThreeNodes.ledByN1();
  }

  @AfterAll static void stop() {
    nodes.close();
  }

  private static Ended shell(String... lines) {
    return nodes.raft(new FakeTerminal().input(lines), "shell");
  }

  @Test void doesOneWordAfterTheOther() {
    Ended ended = shell("put \"a key\" '\"'", "",
        "append \"a key\" \"\\u0000!\"", "get \"a key\"", "keys",
        "delete 'a key'");

    assertEquals(new Ended(Exit.DONE,
        "ok\nok\n\"\u0000!\na key\nok\n", ""), ended);
  }

  // Its stdin has the next words.
  @Test void aDashIsAValueLikeAnyOther() {
    Ended ended = shell("put x -", "get x", "delete x");

    assertEquals(new Ended(Exit.DONE, "ok\n-\nok\n", ""), ended);
  }

  @Test void aWordThatFailsDoesNotEndIt() {
    Ended ended = shell("gte x", "get", "get \"x", "get nobody",
        "put x 1", "delete x");

    assertEquals(Exit.DONE, ended.status());
    assertEquals("ok\nok\n", ended.out());
    assertEquals("""
        there is no word gte; did you mean get?
        write: get KEY
        the " at column 5 has no other to end it
        no: no such key: nobody
        """, ended.err());
  }

  @Test void bytesThatAreNotUtf8AreNoPartOfAWord() {
    Ended ended = shell("put x a\ufffdb");

    assertEquals(Exit.USAGE, ended.status());
    assertTrue(ended.err().startsWith("this is not UTF-8"), ended.err());
  }

  @Test void endsWithTheStatusOfTheLastWord() {
    assertEquals(Exit.DONE, shell().status());
    assertEquals(Exit.NO, shell("help", "get nobody").status());
    assertEquals(Exit.USAGE, shell("get nobody", "gte").status());
    assertEquals(Exit.NO, shell("get nobody", "exit", "gte").status());
  }

  @Test void thePromptSaysWhoLeadsAndIsNotForPipes() {
    long term = nodes.cluster().node("n1").status().term();
    FakeTerminal typed = new FakeTerminal().typed().input("put x 1", "exit");

    Ended ended = nodes.raft(typed, "shell");

    String prompt = "n1 t" + term + "> ";
    assertEquals(new Ended(Exit.DONE, "ok\n", prompt + prompt),
        ended);
  }

  @Test void withoutALeaderThePromptSaysSo() {
    try (ThreeNodes down = ThreeNodes.down()) {
      Ended ended =
          down.raft(new FakeTerminal().typed().input("help"), "shell");

      assertTrue(ended.err().startsWith("no leader> "), ended.err());
    }
  }

  @Test void statusShowsTheTable() {
    Ended ended = shell("status");

    assertEquals(Exit.DONE, ended.status());
    assertEquals(5, ended.out().lines().count());
  }

  @Test void theStatusIs3IfNoNodeAnswers() {
    try (ThreeNodes down = ThreeNodes.down()) {
      Ended ended =
          down.raft(new FakeTerminal().input("status"), "shell");

      assertEquals(Exit.NOTHING_DONE, ended.status());
    }
  }

  @Test void leadersMayDieMeanwhile() throws Exception {
    try (ThreeNodes mortal = ThreeNodes.ledByN1();
        KvClient client = new KvClient(mortal.config(), 15_000)) {
      FakeTerminal before = new FakeTerminal().input("put x 1");
      new Shell(mortal.config(), client, before.terminal()).run();

      mortal.cluster().stop("n1");

      FakeTerminal after = new FakeTerminal().input("append x 2", "get x");
      new Shell(mortal.config(), client, after.terminal()).run();
      assertEquals("ok\n12\n", after.out());
    }
  }
}
