package dev.oneoff.admin.migrate.tool;

import dev.oneoff.admin.database.lock.Holder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A lock that is held; unknown details of its holder are null.
 *
 * @param lock what it is called
 */
public record HeldLock(
    String lock,
    String holder,
    @Nullable Integer pid,
    @Nullable String user,
    @Nullable Instant since,
    @Nullable String statement) {

  /** One that PostgreSQL knows, and frees when its holder dies. */
  public static HeldLock by(Holder holder, String lock) {
    return new HeldLock(
        lock,
        holder.name(),
        holder.pid(),
        holder.user(),
        holder.since().orElse(null),
        holder.statement().orElse(null));
  }

  /** A row in a table, which nobody clears when its writer dies. */
  public static HeldLock row(String table, String writer, @Nullable Instant since) {
    return new HeldLock(table, writer, null, null, since, null);
  }
}
