package lab.course;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import lab.course.ChildJvm.Ended;
import lab.course.ChildJvm.TimeLimits;
import lab.course.Submission.Unfit;

/**
 * A submission's classes, compiled by a process of its own and looked at, but
 * not loaded.
 *
 * @param folder  that holds them, packages as folders
 */
record Built(Path folder) {
  private static final TimeLimits LIMITS = new TimeLimits(60, 60);

  /**
   * Compiles the sources into a new folder below this one.
   *
   * @throws Unfit with the compiler's complaints, or with what the code may not
   *         use
   */
  static Built of(Submission submission, Product product, Path below)
      throws IOException {
    for (Map.Entry<String, String> each : submission.sources().entrySet()) {
      Path file = below.resolve(each.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, each.getValue());
    }
    Path folder = Files.createDirectories(below.resolve("classes"));
    compile(submission, product, below);
    Map<String, byte[]> classes = read(folder);
    checkNames(classes.keySet(), product);
    List<String> refused = product.permitted().refused(classes);
    if (!refused.isEmpty()) {
      throw new Unfit("refused: " + String.join("\n", refused));
    }
    return new Built(folder);
  }

  private static void compile(Submission submission, Product product,
      Path below) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("-m",
        "jdk.compiler/com.sun.tools.javac.Main", "-proc:none", "-nowarn",
        "-implicit:none", "-sourcepath", "classes", "-encoding", "UTF-8",
        "-Xmaxerrs", "10", "-d", "classes", "-cp", product.classPathText()));
    arguments.addAll(new TreeSet<>(submission.sources().keySet()));
    Ended compiler = new ChildJvm(below, below.resolve("no-report"), LIMITS)
        .run(ChildJvm.java(List.of(), arguments));
    if (compiler.wasEnded()) {
      throw new Unfit("it does not compile: the compiler came to no end");
    }
    if (compiler.status() != 0) {
      throw new Unfit("it does not compile:\n" + compiler.said().strip());
    }
  }

  private static Map<String, byte[]> read(Path folder) throws IOException {
    Map<String, byte[]> classes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString()
            .replaceFirst("[.]class$", "").replace('/', '.');
        classes.put(name, Files.readAllBytes(file));
      }
    }
    return classes;
  }

  /** All that the algorithm has must be there, and nothing that judges it. */
  private static void checkNames(Set<String> names, Product product)
      throws IOException {
    for (String name : product.algorithm().keySet()) {
      if (name.contains("$") || names.contains(name)) continue;
      throw new Unfit("the class " + name + " is missing");
    }
    for (String name : names) {
      String room = name.replaceFirst("[.][^.]*$", "");
      if (!room.equals("raft") && !room.equals("raft.kv")) {
        throw new Unfit("refused: the class " + name
            + " belongs neither into raft nor into raft.kv");
      }
      if (product.isInTests(name)) {
        throw new Unfit("refused: a test is called " + name + " already");
      }
    }
  }
}
