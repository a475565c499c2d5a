package lab.hunt;

import com.google.gson.Gson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A mutant in a process of its own. One that does not answer in time is ended,
 * and the next question is asked of a new process. Not thread-safe.
 */
final class MutantProcess implements AutoCloseable {
  private final Gson gson = new Gson();
  private final String mutant;
  private final Path project;
  private Process process; // null until something is asked, and after an end
  private PrintStream questions;
  private BufferedReader answers;

  MutantProcess(String mutant, Path project) {
    this.mutant = mutant;
    this.project = project;
  }

  /** Waits for the answer, but not longer than it may take. */
  Observation ask(MutantTask task) throws IOException {
    if (process == null) start();
    questions.println(gson.toJson(task));
    CompletableFuture<String> answer =
        CompletableFuture.supplyAsync(this::line);
    try {
      String line = answer.get(task.seconds(), TimeUnit.SECONDS);
      if (line != null) return gson.fromJson(line, Observation.class);
      close();
      return Observation.none("The process of the mutant ended by itself.");
    } catch (TimeoutException tooLong) {
      close();
      return Observation.none("No answer after " + task.seconds()
          + " s: a server may loop. It was ended.");
    } catch (ExecutionException unread) {
      close();
      throw new IOException(unread.getCause());
    } catch (InterruptedException stopped) {
      close();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the hunt was interrupted", stopped);
    }
  }

  private String line() {
    try {
      return answers.readLine();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private void start() throws IOException {
    process = new ProcessBuilder(
        System.getProperty("java.home") + "/bin/java", "-ea",
        "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8", "-cp",
        System.getProperty("java.class.path"), MutantMain.class.getName(),
        project.toString()).redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
    questions = new PrintStream(process.getOutputStream(), true,
        StandardCharsets.UTF_8);
    answers = process.inputReader(StandardCharsets.UTF_8);
    questions.println(mutant);
  }

  @Override public void close() {
    if (process == null) return;
    process.destroyForcibly().onExit().join();
    process = null;
  }
}
