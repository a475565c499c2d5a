package lab.broken;

/**
 * A scenario, before anybody has read it.
 *
 * @param name of its file, for complaints
 * @param text of its file
 */
public record Script(String name, String text) {}
