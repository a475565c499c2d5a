package lab.broken;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PatchTest {
  static List<String> names() throws IOException {
    return Patch.names(SmallProject.root());
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyPatchIsNamedByItsRuleAndAppliesToTheSourcesOfToday(String name)
      throws IOException {
    Path project = SmallProject.root();

    Patch patch = Patch.read(project, name);
    Map<String, String> changed = patch.applyTo(project);

    assertTrue(name.startsWith(patch.header().rule() + "-"));
    assertFalse(changed.isEmpty());
    for (String file : changed.keySet()) {
      String today = Files.readString(project.resolve(file));
      assertFalse(today.equals(changed.get(file)), file);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void whoMadeTheMistakeIsNamedByPublicIssues(String name) throws IOException {
    String seenIn = Patch.read(SmallProject.root(), name).header().seenIn();

    String issue = "[\\w.-]+/[\\w.-]+#[1-9]\\d*";
    assertTrue(seenIn == null
        || seenIn.matches(issue + "(, " + issue + ")*: \\S.*"), seenIn);
  }

  @Test void twoHunksOfOneFileAreBothApplied() throws IOException {
    Path project = SmallProject.root();
    String file = "src/raft/Figure2.java";

    String changed = Patch.read(project, "RV2-ignores-votedFor")
        .applyTo(project).get(file);

    assertFalse(changed.contains("voted for "));
    assertTrue(changed.contains("!args.candidateId().equals(votedFor)"));
    assertEquals(2, Patch.read(project, "RV2-ignores-votedFor").diff().hunks()
        .size());
  }
}
