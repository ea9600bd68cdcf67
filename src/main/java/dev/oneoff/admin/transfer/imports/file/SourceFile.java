package dev.oneoff.admin.transfer.imports.file;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.ProcessText;
import dev.oneoff.admin.Sha256;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The file to import. stdin is saved to a temporary file first, because it is read again for
 * rejected lines.
 */
public final class SourceFile implements AutoCloseable {

  /** Stands for stdin on the command line. */
  public static final String STDIN = "-";

  private static final int BUFFER = 1 << 16;

  private final Path path;
  private final String name;
  private final boolean temporary;

  private SourceFile(Path path, String name, boolean temporary) {
    this.path = path;
    this.name = name;
    this.temporary = temporary;
  }

  /**
   * Opens nothing yet, but checks whether it can be read.
   *
   * @param stdin what to read if the file is {@value #STDIN}
   * @throws AdminException {@code USAGE} if it cannot
   */
  public static SourceFile of(String file, InputStream stdin) {
    return file.equals(STDIN) ? kept(stdin) : of(ProcessText.file(file));
  }

  static SourceFile of(Path path) {
    if (Files.isDirectory(path)) {
      throw AdminException.usage(path + " is a directory. Name a file in it.");
    }
    if (!Files.isReadable(path)) {
      throw AdminException.usage(
          "The file " + path + " cannot be read. Check its name and rights.");
    }
    if (!Files.isRegularFile(path)) {
      throw AdminException.usage(
          path + " is not a regular file, and it is read twice. Pass it on stdin, as '-'.");
    }
    return new SourceFile(path, path.toAbsolutePath().normalize().toString(), false);
  }

  private static SourceFile kept(InputStream stdin) {
    try {
      Path spool = Files.createTempFile("oneoff-import-", ".part");
      spool.toFile().deleteOnExit();
      Files.copy(stdin, spool, StandardCopyOption.REPLACE_EXISTING);
      return new SourceFile(spool, STDIN, true);
    } catch (IOException e) {
      throw AdminException.failed("stdin cannot be kept in a temporary file: " + e.getMessage(), e);
    }
  }

  /** The absolute path, or {@value #STDIN}. */
  public String name() {
    return name;
  }

  public boolean stdin() {
    return temporary;
  }

  /** In bytes, as stored. */
  public long size() {
    try {
      return Files.size(path);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** When it was last modified, in milliseconds. */
  public long changedAt() {
    try {
      return Files.getLastModifiedTime(path).toMillis();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** SHA-256 of the bytes as stored, in hexadecimal. */
  public String hash() {
    MessageDigest digest = Sha256.digest();
    try (InputStream in = new DigestInputStream(Files.newInputStream(path), digest)) {
      byte[] buffer = new byte[BUFFER];
      while (in.read(buffer) >= 0) {
        // The digest consumes them.
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
    return Sha256.hex(digest);
  }

  /** Its content; decompressed if it starts like gzip. */
  public InputStream open() {
    try {
      return open(Files.newInputStream(path));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static InputStream open(InputStream file) throws IOException {
    BufferedInputStream raw = new BufferedInputStream(file, BUFFER);
    raw.mark(2);
    boolean gzip = raw.read() == 0x1f && raw.read() == 0x8b;
    raw.reset();
    return gzip ? new GZIPInputStream(raw, BUFFER) : raw;
  }

  /** Why reading failed, as the end of a sentence. */
  static String reason(IOException e) {
    if (e instanceof EOFException) {
      return "the compressed file ends in the middle: it was cut off";
    }
    if (e instanceof ZipException) {
      return "the compressed file is damaged (" + e.getMessage() + ")";
    }
    return String.valueOf(e.getMessage());
  }

  private AdminException unreadable(IOException e) {
    return AdminException.failed(name + " cannot be read: " + reason(e) + ".", e);
  }

  @Override
  public void close() {
    try {
      if (temporary) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      // It is deleted with the process.
    }
  }
}
