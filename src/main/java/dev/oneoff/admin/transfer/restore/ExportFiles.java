package dev.oneoff.admin.transfer.restore;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.transfer.manifest.Manifest;
import dev.oneoff.admin.transfer.manifest.ManifestJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The files of an export, in a folder or in a zip. */
final class ExportFiles implements AutoCloseable {

  /** Far larger than the manifest of any schema. */
  private static final int MANIFEST_BYTES = 16 << 20;

  private final Path source;
  private final @Nullable ZipFile zip;

  private ExportFiles(Path source, @Nullable ZipFile zip) {
    this.source = source;
    this.zip = zip;
  }

  /**
   * Opens it.
   *
   * @throws AdminException {@code CONFIGURATION} if there is none
   */
  static ExportFiles open(Path source) throws IOException {
    if (Files.isDirectory(source)) {
      return new ExportFiles(source, null);
    }
    if (!Files.exists(source)) {
      throw AdminException.configuration("There is no " + source + ".");
    }
    try {
      return new ExportFiles(source, new ZipFile(source.toFile()));
    } catch (ZipException e) {
      throw AdminException.configuration(
          source + " is neither a folder nor a whole zip: " + e.getMessage() + ".", e);
    }
  }

  /** What the export says about itself. */
  Manifest manifest() throws IOException {
    try (InputStream in = stream(Manifest.FILE_NAME)) {
      byte[] bytes = in.readNBytes(MANIFEST_BYTES + 1);
      if (bytes.length > MANIFEST_BYTES) {
        throw AdminException.failed("The manifest of " + source + " is too long to be one.", null);
      }
      return ManifestJson.read(
          new java.io.ByteArrayInputStream(bytes), "manifest.json of " + source);
    }
  }

  /**
   * A file as it is.
   *
   * @throws AdminException {@code FAILED} if it is missing
   */
  InputStream stream(String name) throws IOException {
    // What a manifest names is next to it and nowhere else.
    if (!name.equals(String.valueOf(Path.of(name).getFileName())) || name.startsWith("..")) {
      throw AdminException.failed(
          "The manifest of " + source + " names no file: '" + name + "'.", null);
    }
    if (zip != null) {
      ZipEntry entry = zip.getEntry(name);
      if (entry == null) {
        throw missing(name);
      }
      return zip.getInputStream(entry);
    }
    Path file = source.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw missing(name);
    }
    return Files.newInputStream(file);
  }

  private AdminException missing(String name) {
    return AdminException.failed(
        source + " is not a complete export: " + name + " is missing.", null);
  }

  @Override
  public void close() throws IOException {
    if (zip != null) {
      zip.close();
    }
  }
}
