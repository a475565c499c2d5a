package raft.node;

/**
 * A configuration that cannot be used. The message is for the user: it names
 * the file (or option, or variable), the field, and what to write instead.
 */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ConfigurationException(String message) {
    super(message);
  }
}
