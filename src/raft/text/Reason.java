package raft.text;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/**
 * Why something failed, in words for a person. What Java says of many a file is
 * only its name.
 */
public final class Reason {
  private Reason() {}

  /** {@code data/n1/log.jsonl: permission denied} */
  public static String of(Throwable failure) {
    if (failure instanceof FileSystemException file) return ofFile(file);
    if (failure instanceof SocketTimeoutException) return "no answer in time";
    if (failure instanceof ConnectException) return "connection refused";
    String message = failure.getMessage();
    return message == null ? failure.toString() : message;
  }

  private static String ofFile(FileSystemException failure) {
    String why = why(failure);
    if (failure.getFile() == null) return why;
    String other = failure.getOtherFile() == null ? ""
        : " -> " + failure.getOtherFile();
    return failure.getFile() + other + ": " + why;
  }

  private static String why(FileSystemException failure) {
    if (failure.getReason() != null) return failure.getReason();
    if (failure instanceof NoSuchFileException) return "no such file";
    if (failure instanceof AccessDeniedException) return "permission denied";
    if (failure instanceof FileAlreadyExistsException) return "exists already";
    if (failure instanceof NotDirectoryException) return "not a directory";
    if (failure instanceof DirectoryNotEmptyException) return "is not empty";
    return failure.toString();
  }
}
