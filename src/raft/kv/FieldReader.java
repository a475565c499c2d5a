package raft.kv;

import raft.Command;
import raft.StateMachine;
import raft.json.Fields;

/**
 * An application whose commands are JSON objects and that reads one from its
 * fields. So {@link Sessions}, which has read the text to find client and
 * serial, hands on what it found, and no text is read twice.
 */
interface FieldReader extends StateMachine {

  /**
   * Reads a client's command.
   *
   * @param text   of the whole command, for {@link Command#text}
   * @param fields of the part that is for this application
   * @throws IllegalArgumentException names the field that is wrong
   */
  Command read(String text, Fields fields);

  /** Reads a command that stands in a log: no setting of this node counts. */
  default Command readFromLog(String text, Fields fields) {
    return read(text, fields);
  }

  @Override default Command read(String text) {
    return read(text, Fields.of(text));
  }

  @Override default Command readFromLog(String text) {
    try {
      return readFromLog(text, Fields.of(text));
    } catch (IllegalArgumentException e) {
      return new Command.Unreadable(text, e.getMessage());
    }
  }
}
