package lab.check;

/** A command that a state machine was given, and its answer. */
public record AppliedCommand(String command, String answer) {}
