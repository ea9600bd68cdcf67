package dev.oneoff.admin.database.lock;

import dev.oneoff.admin.Sha256;
import java.nio.ByteBuffer;

/**
 * What is locked, in PostgreSQL's terms: a number within the database.
 *
 * @param session locked by the session that only stays alive
 * @param work locked by the session that works
 */
public record LockKey(long session, long work) {

  /**
   * Under which {@code pg_locks} shows somebody holding the lock with a number in this database;
   * the number is bound twice.
   */
  public static final String HELD =
      """
      locktype = 'advisory' and objsubid = 1 and granted
        and database = (select oid from pg_database where datname = current_database())
        and classid::bigint = (?::bigint >> 32) & 4294967295 and objid::bigint = ?::bigint & 4294967295
      """;

  /** The same for the same words on every machine and in every release. */
  public static LockKey of(String... words) {
    ByteBuffer numbers = ByteBuffer.wrap(Sha256.of(String.join("\0", words)));
    return new LockKey(numbers.getLong(), numbers.getLong());
  }
}
