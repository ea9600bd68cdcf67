package dev.oneoff.admin.transfer.dump;

import java.nio.file.Path;

/**
 * Where a full export goes.
 *
 * @param target a folder, or a file that ends with {@code .zip}
 * @param workers how many tables are read in parallel
 * @param unmask whether sensitive values are shown; only then can it be restored
 */
public record DumpRequest(Path target, int workers, boolean unmask) {

  boolean zip() {
    return target.getFileName().toString().toLowerCase(java.util.Locale.ROOT).endsWith(".zip");
  }
}
