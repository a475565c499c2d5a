/**
 * JSON as RFC 8259 means it, read strictly: what a node takes from the wire,
 * from its files and from its configuration, and what an application takes as a
 * command. {@link raft.json.Json} reads a text, {@link raft.json.Fields} asks
 * an object for its fields by name and type. What nodes write to each other is
 * read by {@link raft.json.PlainJson}, which is faster; Gson reads all else.
 *
 * <p>Gson alone would take the last of two equal names, would make 5 of {@code
 * 5.0} and of {@code "5"}, and would fill what is missing with 0 or null.
 *
 * <p>What is wrong is a {@link raft.json.JsonException}, whose message is for
 * the user. A package whose callers expect another exception translates it
 * where it reads: {@code raft.node.Codec} for frames, {@code
 * raft.node.ConfigReader} for a configuration, {@code raft.node.disk.Identity}
 * for a data directory.
 */
package raft.json;
