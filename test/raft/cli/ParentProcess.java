package raft.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import raft.node.ClusterConfig;

/** A program to be killed: it has a node, and has frozen it. */
final class ParentProcess {
  private ParentProcess() {}

  /** Starts it; it prints the node's process id when that is frozen. */
  static Process start(Path temporary) throws IOException {
    List<String> line = LocalCluster.raft();
    int classPath = line.indexOf("-cp") + 1;
    line.set(classPath, line.get(classPath) + File.pathSeparator
        + Path.of(ParentProcess.class.getProtectionDomain().getCodeSource()
            .getLocation().getPath()));
    line.set(line.size() - 1, ParentProcess.class.getName());
    line.add(1, "-Djava.io.tmpdir=" + temporary);
    return new ProcessBuilder(line)
        .redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** Waits to be killed; ends by itself after ten minutes. */
  public static void main(String[] line) throws Exception {
    try (LocalCluster cluster = new LocalCluster(ClusterConfig.read(
        Path.of("configs", "three-nodes.json"), Map.of()), "off",
        (node, text) -> {})) {
      cluster.start("n1");
      while (cluster.statuses(0).isEmpty()) Thread.sleep(10);
      cluster.node("n1").freeze();
      System.out.println(cluster.node("n1").pid());
      Thread.sleep(600_000);
    }
  }
}
