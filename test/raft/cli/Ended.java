package raft.cli;

/** How a command ended, and what it printed. */
public record Ended(int status, String out, String err) {}
