package lab.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import lab.broken.Compiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PermittedTest {

  private static Map<String, byte[]> compiled(String statement) {
    return Compiler.compile(Map.of("src/raft/Theirs.java", """
        package raft;
        class Theirs {
          Object run() throws Throwable { %s }
        }
        """.formatted(statement)));
  }

  private static List<String> refused(String statement) throws IOException {
    return new Permitted(Map.of()).refused(compiled(statement));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "return java.nio.file.Files.readString(null);        | opens no files",
      "return new java.io.FileOutputStream(\"x\");         | opens no files",
      "return new java.io.PrintStream(\"x\");              | opens no files",
      "return new java.net.Socket(\"x\", 1);               | no network",
      "new Thread(() -> { }).start(); return null;         | no threads",
      "return List.parallel();                             | no threads",
      "Runtime.getRuntime().halt(0); return null;          | no processes",
      "return new ProcessBuilder(\"ls\").start();          | no processes",
      "System.exit(0); return null;                        | end its process",
      "return System.nanoTime();                           | no clock",
      "return Class.forName(\"x\");                        | no reflection",
      "return Theirs.class.getDeclaredMethods();           | no reflection",
      "return java.lang.invoke.MethodHandles.lookup().in(null); | reflection",
      "System.setOut(null); return null;                   | neither a value",
      "return System.getenv();                             | neither a value",
      "return new java.util.Scanner(\"x\");                | neither a value",
      "return new raft.node.disk.FileNames();              | neither a value",
  })
  void whatHarmsIsRefusedByName(String statement, String why)
      throws IOException {
    String written = statement.replace("List.parallel()",
        "java.util.List.of().parallelStream()")
        .replace("new raft.node.disk.FileNames()",
            "raft.node.ClusterConfig.read(null, null)");

    List<String> refused = refused(written);

    assertTrue(refused.stream().anyMatch(line ->
        line.startsWith("raft.Theirs uses ") && line.contains(why)),
        refused.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "System.out.println(\"here\" + 1); return null;",
      "return java.util.List.of(1, 2).stream().map(x -> x + 1).toList();",
      "return new java.util.TreeMap<String, Long>().keySet();",
      "record Pair(int a, String b) {} return new Pair(1, null).toString();",
      "enum Kind { A } return switch (Kind.A) { case A -> 1; };",
      "assert 1 < 2 : \"order\"; return new long[3].clone();",
      "throw new IllegalStateException(String.format(\"%d\", 3));",
  })
  void valuesCollectionsAndPrintingAreNot(String statement)
      throws IOException {
    assertEquals(List.of(), refused(statement));
  }

  @Test void whatOurOwnAlgorithmUsesIsPermitted() throws IOException {
    Map<String, byte[]> ours = compiled("return Thread.currentThread();");

    assertEquals(List.of(), new Permitted(ours).refused(ours));
  }
}
