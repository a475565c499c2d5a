package lab.broken;

/** A run that broke a promise: whose it was, and of which seed. */
public record Specimen(String mutant, long seed) {}
