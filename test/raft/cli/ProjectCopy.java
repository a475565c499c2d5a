package raft.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import raft.node.ClusterConfig.NodeAddress;

/**
 * The project, built, in a folder of its own and at free ports: a reader may
 * do there whatever a page says, word for word. What was started ends with it.
 */
final class ProjectCopy implements AutoCloseable {
  private static final List<String> PARTS = List.of("Makefile", "README.md",
      "configs", "lab-notes", "src", "test", "build/raft", "build/lab");

  // To the archive of classes a copy would be another jar. make, if it has
  // something to do, puts a new one in the place of a link.
  private static final List<String> LINKED =
      List.of("build/lib", "build/raft.jar", "build/raft.jsa",
          "build/test.jar");
  private static final Pattern ADDRESS =
      Pattern.compile("127[.]0[.]0[.]1:(\\d+)");

  private final Path folder;
  private final PortBlock ports = PortBlock.take(30);
  private final Map<String, CommandProcess> running = new LinkedHashMap<>();

  // What was exported so far; begins every later line.
  private String exported = "";

  ProjectCopy(Path folder) throws IOException {
    this.folder = folder;
    for (String part : PARTS) copy(Path.of(part));
    for (String part : PARTS) copyTimesOfFolders(Path.of(part));
    for (String part : LINKED) link(Path.of(part));
    try (Stream<Path> configs = Files.list(folder.resolve("configs"))) {
      for (Path config : configs.toList()) useFreePorts(config);
    }
  }

  /** With the times of the files, so that make has nothing to do. */
  private void copy(Path part) throws IOException {
    try (Stream<Path> files = Files.walk(part)) {
      for (Path file : files.toList()) {
        Path target = folder.resolve(file);
        Files.createDirectories(target.getParent());
        Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  private void link(Path part) throws IOException {
    if (Files.notExists(part)) return; // no JVM need make an archive
    Files.createSymbolicLink(folder.resolve(part), part.toRealPath());
  }

  // A folder's time says when a file in it was made or deleted.
  private void copyTimesOfFolders(Path part) throws IOException {
    try (Stream<Path> files = Files.walk(part)) {
      for (Path file : files.filter(Files::isDirectory).toList()) {
        Files.setLastModifiedTime(folder.resolve(file),
            Files.getLastModifiedTime(file));
      }
    }
  }

  // All configurations share the ports: one cluster runs at a time.
  private void useFreePorts(Path config) throws IOException {
    String text = Files.readString(config);
    List<String> fixed = ADDRESS.matcher(text).results()
        .map(MatchResult::group).distinct().toList();
    for (int i = 0; i < fixed.size(); i++) {
      text = text.replace(fixed.get(i),
          NodeAddress.text(ports.address(i)));
    }
    Files.writeString(config, text);
  }

  void write(String name, String text) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    Files.writeString(folder.resolve(name), text);
  }

  void export(String line) {
    exported += line + "; ";
  }

  /** Runs a line to its end; nobody types. */
  Ended run(String line) {
    try (CommandProcess process =
        CommandProcess.startShell(folder,
            exported + "exec < /dev/null; " + line)) {
      return process.awaitEnd();
    }
  }

  /** Starts a line that does not end by itself, and waits for a sign of life. */
  CommandProcess start(String line, String printed) {
    CommandProcess before = running.remove(line);
    if (before != null) before.close();
    CommandProcess process = CommandProcess.startShell(folder, exported + line);
    running.put(line, process);
    process.awaitPrinted(printed);
    return process;
  }

  /** Ends whatever was started. */
  void endAll() {
    running.values().forEach(CommandProcess::close);
    running.clear();
  }

  @Override public void close() {
    endAll();
    ports.close();
  }
}
