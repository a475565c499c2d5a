package raft;

import java.util.Iterator;

/**
 * A snapshot that is to be written. The server goes on meanwhile, and the state
 * here stays as it was.
 *
 * @param state lines; see {@link StateMachine#image}
 */
public record BegunSnapshot(SnapshotMetadata metadata,
    Iterator<String> state) {}
