package raft.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a person is told when a file or a socket fails. */
class ReasonTest {
  @TempDir Path folder;

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new AccessDeniedException("f"), "f: permission denied"),
        Arguments.of(new NotDirectoryException("f"), "f: not a directory"),
        Arguments.of(new FileAlreadyExistsException("f"), "f: exists already"),
        Arguments.of(new FileSystemException("f", "g", "Invalid cross-device"
            + " link"), "f -> g: Invalid cross-device link"),
        Arguments.of(new FileSystemException("f"),
            "f: java.nio.file.FileSystemException: f"),
        Arguments.of(new IOException("Broken pipe"), "Broken pipe"),
        Arguments.of(new ConnectException("Connection refused"),
            "connection refused"),
        Arguments.of(new SocketTimeoutException("Read timed out"),
            "no answer in time"),
        Arguments.of(new IOException(), "java.io.IOException"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void saysWhatFailedAndWhy(Exception failure, String expected) {
    assertEquals(expected, Reason.of(failure));
  }

  @Test void ofAFileThatIsMissingItSaysSo() {
    Path missing = folder.resolve("missing");
    IOException failure =
        assertThrows(IOException.class, () -> Files.readString(missing));

    String reason = Reason.of(failure);

    assertEquals(missing + ": no such file", reason);
  }
}
