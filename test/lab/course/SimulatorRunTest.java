package lab.course;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatorRunTest {
  @TempDir Path folder;

  private List<String> scenarios(String lab) throws IOException {
    Path project = ExerciseTest.project();
    return new SimulatorRun(new Product(project),
        Exercise.read(project, lab), folder).scenarios().stream()
        .map(file -> file.getFileName().toString()).toList();
  }

  @Test void aScenarioInWhichARuleOfTheLabActsIsPlayed() throws IOException {
    List<String> snapshots = scenarios("snapshots");

    assertTrue(snapshots.contains("figure-13.txt"), "it expects no violation");
    assertFalse(snapshots.contains("figure-7.txt"), "there is no snapshot in it");
  }

  @Test void oneThatExpectsABrokenPromiseIsNot() throws IOException {
    List<String> commitment = scenarios("commitment");

    assertTrue(commitment.contains("figure-8.txt"));
    assertFalse(commitment.contains("figure-8-without-l4.txt"));
    assertFalse(commitment.contains("wiped-copy.txt"));
  }
}
