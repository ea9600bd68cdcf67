package dev.oneoff.admin.ledger;

import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/**
 * A server of the service as it registered itself.
 *
 * @param release such as {@code orders 1.4.0 (commit 86cb67f)}
 * @param host the pod's name in Kubernetes
 * @param schema the last changeset that its release needs; if the database was at a different one
 *     when the server last checked, that too
 * @param configuration one fingerprint of all its settings
 */
public record Server(
    UUID id,
    String release,
    String java,
    String host,
    long process,
    Optional<String> environment,
    Optional<String> schema,
    String configuration,
    OffsetDateTime startedAt,
    OffsetDateTime heartbeatAt) {

  /** The same with the current schema. */
  public Server at(Optional<String> schemaNow) {
    return new Server(
        id,
        release,
        java,
        host,
        process,
        environment,
        schemaNow,
        configuration,
        startedAt,
        heartbeatAt);
  }

  /** {@code host/process}. */
  public String instance() {
    return host + "/" + process;
  }
}
