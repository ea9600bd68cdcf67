package dev.oneoff.admin.start;

import dev.oneoff.admin.Sha256;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.zip.CRC32;

/**
 * Tells builds apart by what is in their jars, nearly without reading it: of the service's own jars
 * the table of contents counts, which has a checksum for each entry, and of a library its name and
 * size.
 */
final class BuildHash {

  private static final int END_OF_TABLE = 0x06054b50;
  private static final int SIZE_OF_END = 22;
  private static final int LENGTH_OF_TABLE = 12;
  private static final int LONGEST_COMMENT = 0xffff;

  /** Stands for a length that has no room there. */
  private static final int TOO_LONG = 0xffffffff;

  private BuildHash() {}

  static String of(ServiceJars jars) {
    MessageDigest digest = Sha256.digest();
    try {
      for (Path jar : jars.own().stream().sorted().toList()) {
        add(digest, Long.toHexString(tableOfContents(jar)));
      }
      for (Path jar : jars.libraries().stream().filter(Files::exists).sorted().toList()) {
        add(digest, jar.getFileName() + " " + Files.size(jar));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Sha256.hex(digest).substring(0, 32);
  }

  private static void add(MessageDigest digest, String line) {
    digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  // An object for each entry, as Java's own reader makes them, takes a tenth of a second for
  // 40,000.
  private static long tableOfContents(Path jar) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(jar.toFile(), "r")) {
      long size = file.length();
      int tail = (int) Math.min(size, SIZE_OF_END + LONGEST_COMMENT);
      byte[] bytes = new byte[tail];
      file.seek(size - tail);
      file.readFully(bytes);
      ByteBuffer end = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      int at = tail - SIZE_OF_END;
      while (at >= 0 && end.getInt(at) != END_OF_TABLE) {
        at--;
      }
      if (at < 0) {
        throw new IOException(jar + " is not a jar.");
      }
      long until = size - tail + at;
      int length = end.getInt(at + LENGTH_OF_TABLE);
      return checksum(file, length == TOO_LONG ? 0 : until - Integer.toUnsignedLong(length), until);
    }
  }

  private static long checksum(RandomAccessFile file, long from, long until) throws IOException {
    CRC32 checksum = new CRC32();
    byte[] bytes = new byte[1 << 16];
    file.seek(from);
    for (long left = until - from; left > 0; ) {
      int read = (int) Math.min(left, bytes.length);
      file.readFully(bytes, 0, read);
      checksum.update(bytes, 0, read);
      left -= read;
    }
    return checksum.getValue();
  }
}
