package lab.course;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A project of its own for a student: ours, with the rules of a lab blank. */
public final class ExerciseFolder {
  private static final List<String> TREE = List.of("Makefile", "README.md",
      ".gitignore", "configs", "lab-notes", "src", "test", "build/lib");
  private static final String GUIDE = "EXERCISE.md";

  private final Path project;
  private final Path folder;

  /** @param folder that is to be made, or is empty */
  public ExerciseFolder(Path project, Path folder) {
    this.project = project.toAbsolutePath().normalize();
    this.folder = folder.toAbsolutePath().normalize();
  }

  /** Whether there is something in it already. */
  public boolean isTaken() throws IOException {
    if (Files.notExists(folder, LinkOption.NOFOLLOW_LINKS)) return false;
    if (!Files.isDirectory(folder)) return true;
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isPresent();
    }
  }

  /** Whether it would be inside what is copied into it. */
  public boolean isInsideTheProject() {
    return TREE.stream().anyMatch(each ->
        folder.startsWith(project.resolve(each)));
  }

  /** Whether a folder is one of these. */
  public static boolean isExercise(Path folder) {
    return Files.exists(folder.resolve(GUIDE));
  }

  public void layOut(Exercise lab) throws IOException {
    Files.createDirectories(folder);
    for (String each : TREE) copy(project.resolve(each));
    for (Map.Entry<String, String> each : lab.blankFiles(project).entrySet()) {
      Files.writeString(folder.resolve(each.getKey()), each.getValue());
    }
    Files.write(folder.resolve(GUIDE), guide(lab));
  }

  private void copy(Path from) throws IOException {
    Path solutions = project.resolve(Exercise.FOLDER);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        if (file.startsWith(solutions)) continue;
        Path to = folder.resolve(project.relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(to);
        } else {
          Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }

  /** What to do next, for the student. */
  public List<String> guide(Exercise lab) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("Lab " + lab.name() + ": " + lab.aim() + ".");
    lines.add("");
    lines.add("Write what is missing in these methods. The sentence of each rule"
        + " stands where it belongs:");
    for (Map.Entry<String, String> each : lab.blankFiles(project).entrySet()) {
      lines.add("  " + each.getKey());
      BlankMethods.of(Files.readString(project.resolve(each.getKey())),
          each.getValue(), lab.rules()).forEach((method, rules) ->
              lines.add("    %-32s %s".formatted(method,
                  String.join(" ", rules)).stripTrailing()));
    }
    lines.add("");
    lines.add("In " + folder + ":");
    lines.add("  make            compiles it, as it does now");
    lines.add("  make demo       shows what does not work yet");
    lines.add("  make check      runs the tests; make check TAG="
        + lab.rules().get(0) + " those of one rule");
    lines.add("In " + project + ":");
    lines.add("  make grade LAB=" + lab.name() + " DIR=" + folder);
    lines.add("                  says which rules hold, after a minute or so");
    return lines;
  }
}
