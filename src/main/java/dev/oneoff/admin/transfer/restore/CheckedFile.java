package dev.oneoff.admin.transfer.restore;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Sha256;
import dev.oneoff.admin.transfer.manifest.Manifest;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file's rows, whose checksum is compared when they end. It reads no more bytes than the manifest
 * says, and the decompressed data goes straight to PostgreSQL, so nothing grows without bounds
 * here.
 */
final class CheckedFile implements AutoCloseable {

  private static final int BUFFER = 1 << 16;

  private final Manifest.DataFile file;
  private final Counting counting;
  private final MessageDigest digest = Sha256.digest();
  private final InputStream rows;

  CheckedFile(Manifest.DataFile file, InputStream stream) throws IOException {
    this.file = file;
    this.counting = new Counting(stream, file.bytes());
    try {
      this.rows =
          new Explaining(
              file.name().endsWith(".gz")
                  ? new GZIPInputStream(new DigestInputStream(counting, digest), BUFFER)
                  : new DigestInputStream(counting, digest));
    } catch (IOException e) {
      stream.close();
      throw damaged(e);
    }
  }

  /** The rows; a failure to read is an {@link AdminException}. */
  InputStream rows() {
    return rows;
  }

  /** The fraction that has been read, up to 1. */
  double part() {
    return file.bytes() == 0 ? 1 : (double) counting.bytes / file.bytes();
  }

  /**
   * Makes sure that everything was read, and is what was exported.
   *
   * @throws AdminException {@code FAILED} if it is not
   */
  void verify() throws IOException {
    if (rows.read() >= 0 || counting.read() >= 0 || counting.bytes != file.bytes()) {
      throw changed("has a different length");
    }
    if (!Sha256.hex(digest).equals(file.sha256())) {
      throw changed("has a different checksum");
    }
  }

  private AdminException changed(String what) {
    return AdminException.failed(
        file.name() + " " + what + " than the manifest says: it was changed or damaged.", null);
  }

  private AdminException damaged(IOException e) {
    if (e instanceof EOFException) {
      return AdminException.failed(file.name() + " ends in the middle: it was cut.", e);
    }
    return e instanceof ZipException
        ? AdminException.failed(file.name() + " is damaged: " + e.getMessage() + ".", e)
        : AdminException.failed(file.name() + " cannot be read: " + e.getMessage() + ".", e);
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }

  private final class Explaining extends FilterInputStream {
    Explaining(InputStream in) {
      super(in);
    }

    @Override
    public int read() {
      try {
        return in.read();
      } catch (IOException e) {
        throw damaged(e);
      }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      try {
        return in.read(bytes, offset, length);
      } catch (IOException e) {
        throw damaged(e);
      }
    }
  }

  private final class Counting extends FilterInputStream {
    private final long most;
    private long bytes;

    Counting(InputStream in, long most) {
      super(in);
      this.most = most;
    }

    @Override
    public int read() throws IOException {
      int b = in.read();
      count(b < 0 ? 0 : 1);
      return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = in.read(buffer, offset, length);
      count(Math.max(0, count));
      return count;
    }

    private void count(int more) {
      bytes += more;
      if (bytes > most) {
        throw changed("is longer");
      }
    }
  }
}
