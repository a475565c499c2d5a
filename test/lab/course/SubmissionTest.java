package lab.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import lab.course.Submission.Unfit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmissionTest {
  @TempDir Path folder;

  @BeforeEach void aFolderWithTheAlgorithm() throws IOException {
    write("src/raft/A.java", "class A {}");
    write("src/raft/kv/B.java", "class B {}");
  }

  private void write(String file, String text) throws IOException {
    Path place = folder.resolve(file);
    Files.createDirectories(place.getParent());
    Files.writeString(place, text);
  }

  private String refusal() {
    return assertThrows(Unfit.class, () -> Submission.read(folder))
        .getMessage();
  }

  @Test void onlyTheAlgorithmIsTaken() throws IOException {
    write("src/raft/node/Node.java", "class Node {}");
    write("test/raft/ATest.java", "class ATest {}");
    write("src/raft/notes.txt", "mine");

    Submission taken = Submission.read(folder);

    assertEquals(Set.of("src/raft/A.java", "src/raft/kv/B.java"),
        taken.sources().keySet());
    assertEquals("class A {}", taken.sources().get("src/raft/A.java"));
  }

  @Test void aLinkIsNotFollowed() throws IOException {
    Path elsewhere = Files.writeString(folder.resolve("secret"), "word");
    Files.createSymbolicLink(folder.resolve("src/raft/C.java"), elsewhere);

    assertTrue(refusal().contains("C.java is no plain file"));
  }

  @Test void aFolderThatIsALinkIsNotFollowed() throws IOException {
    Path elsewhere = Files.move(folder.resolve("src/raft/kv"),
        folder.resolve("elsewhere"));
    Files.createSymbolicLink(folder.resolve("src/raft/kv"), elsewhere);

    assertTrue(refusal().contains("there is no folder"));
  }

  @Test void anEndlessFileIsNotRead() throws IOException {
    write("src/raft/C.java", " ".repeat(2 << 20));

    assertTrue(refusal().contains("longer than a megabyte"));
  }

  @Test void withoutTheFoldersItIsNoExercise() throws IOException {
    Files.delete(folder.resolve("src/raft/kv/B.java"));
    Files.delete(folder.resolve("src/raft/kv"));

    assertTrue(refusal().contains("make exercise"));
  }

  @Test void anEmptyFolderIsNamed() throws IOException {
    Files.delete(folder.resolve("src/raft/kv/B.java"));

    assertTrue(refusal().startsWith("no Java file is in "));
    assertTrue(refusal().endsWith("src/raft/kv"));
  }
}
