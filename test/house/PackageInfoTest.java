package house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each room has a word at its door. */
class PackageInfoTest {

  @Test void everyPackageOfSrcSaysWhatItIs() {
    List<Path> without = Project.javaFiles("src").stream().map(Path::getParent)
        .distinct()
        .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
        .map(Project.root()::relativize).toList();

    assertEquals(List.of(), without);
  }

  @Test void theFirstFileToReadIsNamedInTheTour() {
    Path tour = Project.root().resolve("src/raft/package-info.java");

    assertTrue(Project.text(tour).contains("RaftServer"));
  }
}
