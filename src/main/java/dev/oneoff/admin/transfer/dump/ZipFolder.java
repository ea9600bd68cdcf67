package dev.oneoff.admin.transfer.dump;

import dev.oneoff.admin.cli.output.AtomicFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Puts a folder's files, which are compressed already, into a zip that appears complete or not at
 * all.
 */
final class ZipFolder {

  private static final int BUFFER = 1 << 16;

  private ZipFolder() {}

  static void pack(Path folder, List<String> names, Path target) throws IOException {
    try (AtomicFile file = AtomicFile.at(target)) {
      ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(file.stream(), BUFFER));
      zip.setLevel(Deflater.NO_COMPRESSION);
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        Files.copy(folder.resolve(name), zip);
        zip.closeEntry();
      }
      zip.finish();
      zip.flush();
      file.complete();
    }
  }
}
