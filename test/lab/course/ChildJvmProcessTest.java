package lab.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lab.course.ChildJvm.Ended;
import lab.course.ChildJvm.TimeLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildJvmProcessTest {
  @TempDir Path folder;

  /** Runs a main method of one statement, as a source file. */
  private Ended run(String statement, int seconds, int silent)
      throws IOException {
    Path report = folder.resolve("report");
    Path source = Files.writeString(folder.resolve("A.java"), """
        class A {
          public static void main(String[] line) throws Exception { %s }
        }
        """.formatted(statement));
    return new ChildJvm(folder, report, new TimeLimits(seconds, silent)).run(
        ChildJvm.java(List.of(folder), List.of(source.toString())));
  }

  @Test void itsStatusAndItsWordsAreKept() throws IOException {
    Ended ended = run("System.out.print(\"here\"); System.exit(3);", 60, 60);

    assertEquals(new Ended(3, "here"), ended);
  }

  @Test void aLoopIsEnded() throws IOException {
    assertTrue(run("while (true);", 5, 60).wasEnded());
  }

  @Test void whoStopsWritingItsReportIsEndedSooner() throws IOException {
    assertTrue(run("java.nio.file.Files.writeString("
        + "java.nio.file.Path.of(\"report\"), \"begun\"); while (true);", 60, 1)
        .wasEnded());
  }

  @Test void ofMuchPrintingTheBeginningIsKept() throws IOException {
    Ended ended = run("for (int i = 0; i < 1_000_000; i++)"
        + " System.out.println(\"again\");", 60, 60);

    assertEquals(0, ended.status());
    assertTrue(ended.said().startsWith("again"));
    assertTrue(ended.said().length() < 5_000);
  }

  @Test void tooMuchMemoryEndsItAndNothingElse() throws IOException {
    Ended ended = run("java.util.List<long[]> all = new java.util.ArrayList<>();"
        + " while (true) all.add(new long[1 << 20]);", 60, 60);

    assertTrue(ended.status() > 0, ended.said());
  }
}
