package raft.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import raft.kv.KeyValueStore;

/**
 * A value that is {@code -} on the command line: the text that stdin holds. One
 * newline at its end belongs to the line and not to the value, since {@code
 * raft get} prints one: what is got and put again is the same.
 */
final class ValueFromStdin {
  static final String HELP = """
      If VALUE is - it is read from stdin to its end: UTF-8, at most %d bytes.
      One newline at the end is not part of it, since get prints one: so
      'raft get x | raft put y -' copies. A dash itself: printf - | raft put x -
      """.formatted(KeyValueStore.MAX_VALUE_BYTES);

  private ValueFromStdin() {}

  /**
   * These words, with what stdin holds for the last if that is a dash.
   *
   * @throws UsageException if no value can be that
   */
  static List<String> inPlaceOfDash(List<String> words, Terminal terminal)
      throws IOException {
    int last = words.size() - 1;
    if (!words.get(last).equals("-")) return words;
    List<String> replaced = new ArrayList<>(words);
    replaced.set(last, value(terminal));
    return replaced;
  }

  private static String value(Terminal terminal) throws IOException {
    int most = KeyValueStore.MAX_VALUE_BYTES;
    byte[] bytes = terminal.bytes().readNBytes(most + 2);
    int length = bytes.length;
    if (length > 0 && bytes[length - 1] == '\n') length--;
    if (length <= most) return text(ByteBuffer.wrap(bytes, 0, length));
    throw new UsageException("stdin holds more than " + most
        + " bytes, which is the most that a value may have");
  }

  private static String text(ByteBuffer bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new UsageException("stdin is not UTF-8 at byte "
          + (bytes.position() + 1) + "; a value is text. Encode what is not:"
          + " base64 FILE | raft put x -");
    }
  }
}
