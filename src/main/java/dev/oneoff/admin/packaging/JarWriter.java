package dev.oneoff.admin.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.LocalDateTime;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** A jar in the making. Its entries stand in the order in which they come, and bear one date. */
final class JarWriter implements AutoCloseable {

  /** Of every entry: a zip file holds none before 1980, in whatever time zone. */
  private static final LocalDateTime DATE = LocalDateTime.of(1980, 2, 1, 0, 0);

  private final ZipArchiveOutputStream out;

  JarWriter(Path file) throws IOException {
    this.out = new ZipArchiveOutputStream(file);
  }

  void write(String name, byte[] content) throws IOException {
    out.putArchiveEntry(dated(name));
    out.write(content);
    out.closeArchiveEntry();
  }

  /** As it stands in another jar: compressing all of it again would take longer than the rest. */
  void copy(String name, ZipArchiveEntry from, InputStream compressed) throws IOException {
    ZipArchiveEntry copy = dated(name);
    copy.setMethod(from.getMethod());
    copy.setCrc(from.getCrc());
    copy.setSize(from.getSize());
    copy.setCompressedSize(from.getCompressedSize());
    out.addRawArchiveEntry(copy, compressed);
  }

  private static ZipArchiveEntry dated(String name) {
    ZipArchiveEntry entry = new ZipArchiveEntry(name);
    entry.setTimeLocal(DATE);
    return entry;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
