package lab.course;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.course.Submission.Unfit;

/** The project itself, built: what a submission is put into, and judged by. */
final class Product {
  private final Path root;
  private final Path tests;
  private final Path junit;
  private final List<Path> classPath;
  private final Map<String, byte[]> algorithm;
  private final Permitted permitted;

  /** @throws Unfit if the tests are not built */
  Product(Path root) throws IOException {
    this.root = root.toAbsolutePath();
    tests = this.root.resolve("build/test.jar");
    junit = junit(this.root.resolve("build/lib"));
    if (junit == null || Files.notExists(tests)) {
      throw new Unfit("the tests are not built; say make grade, or make"
          + " build/test.jar");
    }
    classPath = Arrays.stream(System.getProperty("java.class.path")
        .split(File.pathSeparator)).map(Path::of).map(Path::toAbsolutePath)
        .toList();
    algorithm = readAlgorithm();
    permitted = new Permitted(algorithm);
  }

  private static Path junit(Path libraries) throws IOException {
    if (!Files.isDirectory(libraries)) return null;
    try (Stream<Path> files = Files.list(libraries)) {
      return files.filter(file -> file.getFileName().toString()
          .startsWith("junit-platform-console")).findFirst().orElse(null);
    }
  }

  private Map<String, byte[]> readAlgorithm() throws IOException {
    Map<String, byte[]> classes = new TreeMap<>();
    Path jar = classPath.stream().filter(each -> each.endsWith("raft.jar"))
        .findFirst().orElseThrow(() -> new Unfit("there is no raft.jar in the"
            + " class path; say make grade"));
    try (JarFile file = new JarFile(jar.toFile())) {
      Enumeration<JarEntry> entries = file.entries();
      while (entries.hasMoreElements()) {
        JarEntry entry = entries.nextElement();
        if (!entry.getName().matches("raft/(kv/)?[^/]*[.]class")) continue;
        if (entry.getName().endsWith("package-info.class")) continue;
        try (InputStream code = file.getInputStream(entry)) {
          classes.put(entry.getName().replace(".class", "").replace('/', '.'),
              code.readAllBytes());
        }
      }
    }
    return classes;
  }

  Path root() {
    return root;
  }

  Path tests() {
    return tests;
  }

  /** The code of raft and raft.kv, by class. */
  Map<String, byte[]> algorithm() {
    return algorithm;
  }

  Permitted permitted() {
    return permitted;
  }

  String classPathText() {
    return classPath.stream().map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** With these classes in the place of ours. */
  List<Path> classPathBehind(Path classes) {
    return Stream.of(List.of(classes, tests), classPath, List.of(junit))
        .flatMap(List::stream).toList();
  }

  /** Whether the tests have a class of this name. */
  boolean isInTests(String name) throws IOException {
    try (JarFile jar = new JarFile(tests.toFile())) {
      return jar.getJarEntry(name.replace('.', '/') + ".class") != null;
    }
  }
}
