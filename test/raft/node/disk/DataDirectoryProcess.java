package raft.node.disk;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Another process that opens a data directory, says how that went, waits. */
public final class DataDirectoryProcess {
  private static final List<FileInputStream> OPEN = new ArrayList<>();

  private final Process process;

  private DataDirectoryProcess(Process process) {
    this.process = process;
  }

  static DataDirectoryProcess start(Path directory) throws IOException {
    return start(List.of(), directory, "wait");
  }

  /** It stores twenty terms and entries when it can open no file any more. */
  static DataDirectoryProcess exhausted(Path directory) throws IOException {
    return start(List.of("sh", "-c", "ulimit -n 100; exec \"$@\"", "sh"),
        directory, "exhausted");
  }

  private static DataDirectoryProcess start(List<String> launcher,
      Path directory, String what) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java")
        .toString();
    List<String> command = new ArrayList<>(launcher);
    command.addAll(List.of(java, "-ea", "-XX:TieredStopAtLevel=1",
        "-cp", classPath(), DataDirectoryProcess.class.getName(),
        directory.toString(), what));
    return new DataDirectoryProcess(
        new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  private static String exhaust(FileStorage storage) {
    storage.start("n1 disk", position -> {}, StorageUnderTest::unexpected);
    storage.appendTermAndVote(1, "n1");
    storage.sync(storage.appendEntry(1, StorageUnderTest.put(1, "x")));
    openAllThereAre();
    // The JVM has a file open for a moment now and then, and then one more can
    // be opened after a term; but not after each of them.
    int freed = 0;
    for (int n = 2; n <= 20; n++) {
      storage.appendTermAndVote(n, "n2");
      storage.sync(storage.appendEntry(n, StorageUnderTest.put(n, "x")));
      freed = openAllThereAre();
    }
    return freed == 0 ? "stored, and no file can be opened"
        : "the storage let a descriptor go";
  }

  private static int openAllThereAre() {
    int opened = 0;
    try {
      while (true) {
        OPEN.add(new FileInputStream("/dev/null"));
        opened++;
      }
    } catch (IOException e) {
      return opened; // too many open files
    }
  }

  private static String classPath() {
    return Stream.of(DataDirectoryProcess.class, FileStorage.class, Gson.class)
        .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
        .map(url -> Path.of(url.getPath()).toString())
        .distinct().collect(Collectors.joining(File.pathSeparator));
  }

  /** Its first line. */
  String says() throws IOException {
    BufferedReader lines = process.inputReader();
    String line = lines.readLine();
    return line == null ? "nothing" : line;
  }

  void kill() throws InterruptedException {
    process.destroyForcibly();
    assertTrue(process.waitFor(20, TimeUnit.SECONDS));
  }

  /** What runs in the other process, until it is killed. */
  public static void main(String[] args) throws IOException {
    try (FileStorage storage =
        StorageUnderTest.open(Path.of(args[0]), new Disk())) {
      if (args[1].equals("exhausted")) System.out.println(exhaust(storage));
      System.out.println(storage.saved() == null ? "" : "open");
      System.in.read();
    } catch (DataDirectoryException e) {
      System.out.println(e.getMessage());
    }
  }
}
