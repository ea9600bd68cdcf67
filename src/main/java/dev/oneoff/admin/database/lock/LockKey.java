package dev.oneoff.admin.database.lock;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What is locked, as PostgreSQL wants it: a number within the database.
 *
 * @param session is locked by the session that only lives
 * @param work is locked by the session that works
 */
public record LockKey(long session, long work) {

  /** The same for the same words on every machine and in every release. */
  public static LockKey of(String... words) {
    byte[] hash = sha256(String.join("\0", words));
    ByteBuffer numbers = ByteBuffer.wrap(hash);
    return new LockKey(numbers.getLong(), numbers.getLong());
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
