package raft.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  private static final int NODES = 15;

  private final Path folder;
  private final PortBlock ports = PortBlock.take(2 * NODES);
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
    Files.writeString(config, atFreePorts(Files.readString(config)));
  }

  /** 7101 to 7115, for peers, keep their distances, and 7201 to 7215. */
  private String atFreePorts(String text) {
    return ADDRESS.matcher(text).replaceAll(found -> {
      int port = Integer.parseInt(found.group(1));
      int group = (port / 100 - 71) % 2; // 7301 is 7101, and so on
      try {
        return NodeAddress.text(
            ports.address(group * NODES + port % 100 - 1));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
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
            exported + "exec < /dev/null; " + atFreePorts(line))) {
      return process.awaitEnd();
    }
  }

  /** Starts a line that does not end by itself, and waits for a sign of life. */
  CommandProcess start(String line, String printed) {
    CommandProcess before = running.remove(line);
    if (before != null) before.close();
    CommandProcess process = CommandProcess.startShell(folder,
        exported + atFreePorts(line));
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
