package raft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** put, get and the others on three nodes, and what their status says. */
class KvWordsTest {
  private static ThreeNodes nodes;

  @BeforeAll static void start() {
    nodes = ThreeNodes.ledByN1();
  }

  @AfterAll static void stop() {
    nodes.close();
  }

  @AfterEach void resume() {
    nodes.resumeAll();
  }

  private static void prints(String out, String... words) {
    assertEquals(new Ended(Exit.DONE, out, ""),
        nodes.raft(words));
  }

  private static void says(int status, String err, Ended ended) {
    assertEquals(status, ended.status(), ended.err());
    assertEquals("", ended.out());
    assertTrue(ended.err().contains(err), ended.err());
  }

  // ---- 0 ---------------------------------------------------------

  @Test void resultsArePrintedAndNothingElse() {
    prints("ok\n", "put", "a", "1");
    prints("ok\n", "append", "a", "2");
    prints("12\n", "get", "a");
    prints("ok\n", "cas", "a", "12", "13");
    prints("{\"status\":\"ok\",\"previous\":\"13\"}\n", "call",
        "{\"op\":\"put\",\"key\":\"a\",\"value\":\"\",\"previous\":true}");
    prints("\n", "get", "a");
    prints("ok\n", "delete", "a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "--config", "\"\\'", "å😀世", "a\nb"})
  void aValueComesBackAsItWent(String value) {
    prints("ok\n", "put", "--", "--key", value);
    prints(value + "\n", "get", "--", "--key");
    prints("--key\n", "keys");
    prints("ok\n", "delete", "--", "--key");
  }

  // ---- --read and --at -------------------------------------------------

  @ParameterizedTest
  @ValueSource(strings = {"log", "index"})
  void aReadSeesWhatWasPutBeforeIt(String how) {
    nodes.raft("put", "r", how);

    prints(how + "\n", "get", "r", "--read", how);
    prints("r\n", "keys", "--read", how);
    says(Exit.NO, "no such key: s", nodes.raft("get", "s", "--read", how));
    prints("ok\n", "delete", "r");
  }

  @ParameterizedTest
  @ValueSource(strings = {"n1", "n2", "n3"})
  void aReadAtAnyNodeSeesWhatWasPutBeforeIt(String node) {
    nodes.raft("put", "r", node);

    prints(node + "\n", "get", "r", "--at", node);
    prints("r\n", "keys", "--at", node, "--read", "index");
    prints("ok\n", "delete", "r");
  }

  @Test void aNodeThatIsCutOffKnowsOnlyWhatItKnew() {
    nodes.raft("put", "r", "old");
    prints("old\n", "get", "r", "--at", "n3");
    nodes.cluster().disconnect("n3");
    nodes.raft("put", "r", "new");

    Ended local = nodes.raft("get", "r", "--at", "n3", "--read", "local");
    Ended index = nodes.raftWith("--timeout=300", "get", "r", "--at", "n3");

    nodes.cluster().connect("n3");
    assertEquals(new Ended(Exit.DONE, "old\n", ""), local);
    says(Exit.NOTHING_DONE, "no answer within 300 ms", index);
    prints("new\n", "get", "r", "--at", "n3");
    prints("ok\n", "delete", "r");
  }

  @Test void howAndWhereToReadAreChecked() {
    says(Exit.USAGE, "--read is index, log or local, not lease",
        nodes.raft("get", "r", "--read", "lease"));
    says(Exit.USAGE, "--at goes with --read index or local",
        nodes.raft("keys", "--read", "log", "--at", "n1"));
    says(Exit.USAGE, "n9", nodes.raft("get", "r", "--at", "n9"));
    says(Exit.USAGE, "--read", nodes.raft("put", "r", "1", "--read", "log"));
  }

  // ---- from stdin ------------------------------------------------------

  private static Ended raftReading(byte[] input, String... words) {
    return nodes.raft(new FakeTerminal().bytes(input), words);
  }

  private static Ended raftReading(String input, String... words) {
    return raftReading(input.getBytes(StandardCharsets.UTF_8), words);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"v | v",
      "`v\n` | v", "`v\n\n` | `v\n`", "`v\r\n` | `v\r`", "`` | ``",
      "`\n` | ``", "`a\nb \n` | `a\nb `", "- | -", "å😀世\ufffd | å😀世\ufffd"})
  void aDashStandsForStdinLessOneNewline(String input, String value) {
    assertEquals(new Ended(Exit.DONE, "ok\n", ""),
        raftReading(input, "put", "p", "-"));

    prints(value + "\n", "get", "p");
    prints("ok\n", "delete", "p");
  }

  @Test void whatIsGotAndPutAgainIsTheSame() {
    nodes.raft("put", "p", "two\nlines\n");

    raftReading(nodes.raft("get", "p").out(), "put", "q", "-");
    raftReading("more\n", "append", "q", "-");

    prints("two\nlines\n\n", "get", "p");
    prints("two\nlines\nmore\n", "get", "q");
    prints("ok\n", "delete", "p");
    prints("ok\n", "delete", "q");
  }

  @Test void onlyAValueIsReadFromStdin() {
    prints("ok\n", "put", "-", "1");
    prints("ok\n", "cas", "-", "1", "-");
    prints("-\n", "get", "-");
    prints("ok\n", "delete", "-");
  }

  @Test void whatIsNoTextOnStdinIsRefusedAndSaysWhere() {
    says(Exit.USAGE, "stdin is not UTF-8 at byte 3", raftReading(
        new byte[] {'o', 'k', (byte) 0xff, 'x'}, "put", "p", "-"));
    says(Exit.USAGE, "stdin is not UTF-8 at byte 2", raftReading(
        new byte[] {'o', (byte) 0xc3}, "put", "p", "-"));
    says(Exit.NO, "no such key", nodes.raft("get", "p"));
  }

  @Test void whatIsTooLongOnStdinIsRefused() {
    String most = "v".repeat(1 << 20);

    says(Exit.USAGE, "stdin holds more than 1048576 bytes",
        raftReading(most + "v", "put", "p", "-"));
    says(Exit.USAGE, "over the limit of", // the cluster's own is lower
        raftReading(most + "\n", "put", "p", "-"));
    says(Exit.NO, "no such key", nodes.raft("get", "p"));
  }

  // ---- 1 ---------------------------------------------------------------

  @Test void aDefiniteNoSaysWhich() {
    nodes.raft("put", "b", "1");

    says(Exit.NO, "no such key: nobody", nodes.raft("get", "nobody"));
    says(Exit.NO, "no such key: nobody", nodes.raft("delete", "nobody"));
    says(Exit.NO, "b is \"1\", not \"2\"", nodes.raft("cas", "b", "2", "3"));
    prints("ok\n", "delete", "b");
  }

  // ---- --client and --serial -------------------------------------------

  @Test void theSameRequestAgainIsAnsweredFromMemory() {
    String[] request =
        {"append", "c", "1", "--client", "fred", "--serial", "5"};

    prints("ok\n", request);
    prints("ok\n", request);

    prints("1\n", "get", "c");
    prints("ok\n", "delete", "c");
  }

  @Test void aUsedSerialTakesNoOtherCommandAndAnOlderOneCannotTell() {
    nodes.raft("put", "d", "1", "--client", "jim", "--serial", "5");

    says(Exit.USAGE, "used for another command",
        nodes.raft("put", "d", "2", "--client", "jim", "--serial", "5"));
    says(Exit.UNKNOWN, "nobody can tell",
        nodes.raft("put", "d", "3", "--client", "jim", "--serial", "4"));

    prints("1\n", "get", "d");
    prints("ok\n", "delete", "d");
  }

  // ---- 3 and 4 ---------------------------------------------------------

  @Test void nothingIsDoneWhereNobodyAnswers() {
    nodes.pause("n1", "n2", "n3");

    says(Exit.NOTHING_DONE, ": no answer in time",
        nodes.raftWith("--timeout=400", "put", "e", "1"));
  }

  @Test void nothingIsDoneWhereNobodyRuns() {
    try (ThreeNodes down = ThreeNodes.down()) {
      says(Exit.NOTHING_DONE, "n3: connection refused",
          down.raftWith("--timeout=200", "put", "e", "1"));
    }
  }

  @Test void aReadWithoutAnAnswerChangedNothing() {
    nodes.pause("n2", "n3");

    Ended get = nodes.raftWith("--timeout=300", "get", "g");
    Ended keys = nodes.raftWith("--timeout=300", "keys");

    says(Exit.NOTHING_DONE, "no answer within 300 ms", get);
    says(Exit.NOTHING_DONE, "no answer within 300 ms", keys);
  }

  // A name lets it go without a registration, which would not get through.
  @Test void whatIsNestedTooDeepIsRefusedAtOnce() {
    says(Exit.USAGE, "nested 61 deep", nodes.raft("call", "--client=jo",
        "--serial=1", "{\"op\":" + "[".repeat(60) + "]".repeat(60) + "}"));
    says(Exit.USAGE, "Nesting limit", nodes.raft("call",
        "[".repeat(100) + "]".repeat(100)));
  }

  // The leader takes it and waits in vain for a majority. Who sends the very
  // same request again when there is one, learns that it was done: once.
  @Test void theOutcomeIsUnknownUntilAMajorityHasIt() {
    String[] request =
        {"append", "f", "1", "--client", "sue", "--serial", "1"};
    nodes.pause("n2", "n3");
    Ended unknown = nodes.raftWith("--timeout=300", request);

    nodes.resumeAll();

    says(Exit.UNKNOWN, "may yet happen", unknown);
    assertTrue(unknown.err().contains("--client sue --serial 1"));
    prints("ok\n", request);
    prints("1\n", "get", "f");
    prints("ok\n", "delete", "f");
  }
}
