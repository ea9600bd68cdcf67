package dev.oneoff.admin.transfer.export;

import dev.oneoff.admin.cli.output.AtomicFile;
import dev.oneoff.admin.transfer.manifest.Manifest;
import dev.oneoff.admin.transfer.manifest.ManifestJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * The manifest next to a file: {@code customers.csv.manifest.json}. A pipe, a device and stdout
 * have none.
 */
final class FileManifest {

  private static final String ENDING = ".manifest.json";

  private final Optional<Path> file;

  FileManifest(Optional<Path> file) {
    this.file = file.filter(f -> !Files.exists(f) || Files.isRegularFile(f));
  }

  /**
   * Completes the file and writes its manifest. An older one is deleted first, so that there is
   * never a manifest next to rows that it does not describe.
   */
  void around(Runnable complete, Function<String, Manifest> manifest) throws IOException {
    if (file.isEmpty()) {
      complete.run();
      return;
    }
    Path beside = file.get().resolveSibling(file.get().getFileName() + ENDING);
    Files.deleteIfExists(beside);
    complete.run();
    try (AtomicFile written = AtomicFile.at(beside)) {
      ManifestJson.write(
          manifest.apply(String.valueOf(file.get().getFileName())), written.stream());
      written.complete();
    }
  }
}
