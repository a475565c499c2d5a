package raft.cli;

/** The colours of roles, wherever a node is shown on a terminal. */
public enum Colour {
  FOLLOWER("36"), CANDIDATE("33"), LEADER("1;32"), MISSING("31");

  private final String code;

  Colour(String code) {
    this.code = code;
  }

  /** The colour of a role, by the paper's word for it. */
  public static Colour of(String role) {
    return switch (role) {
      case "leader" -> LEADER;
      case "candidate" -> CANDIDATE;
      default -> FOLLOWER;
    };
  }

  /** The text in this colour; plain where colours are not wanted. */
  public String paint(String text, Terminal terminal) {
    return terminal.coloured() ? "\u001b[" + code + "m" + text + "\u001b[0m"
        : text;
  }
}
