package raft.node;

import java.util.Objects;

/**
 * A client's command.
 *
 * @param id      names the exchange, such as {@code client-1001-4}
 * @param command for the state machine; a JSON object
 */
public record ClientRequest(String id, RawJson command) {
  public ClientRequest {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(command, "command");
  }
}
