package dev.oneoff.admin.database.local;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks a tar.xz with its links and executable bits, and nothing outside its target. */
final class TarXz {

  private static final int OWNER_MAY_EXECUTE = 0100;

  private TarXz() {}

  static void unpack(InputStream archive, Path target) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(tar, entry, target);
      }
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    Path path = below(target, entry.getName(), entry);
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Path parent = path.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    if (entry.isSymbolicLink()) {
      // Links only lead downwards, so that no path through them leads outside either.
      below(path, entry.getLinkName(), entry);
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else if (isRegular(entry)) {
      Files.copy(tar, path);
      if ((entry.getMode() & OWNER_MAY_EXECUTE) != 0) {
        makeExecutable(path);
      }
    } else {
      throw new IOException("the archive's entry " + entry.getName() + " is of an unknown kind");
    }
  }

  private static Path below(Path directory, String name, TarArchiveEntry entry) throws IOException {
    Path relative = Path.of(name);
    for (Path part : relative) {
      if (part.toString().equals("..")) {
        throw outside(entry);
      }
    }
    Path path = directory.resolve(relative);
    if (relative.isAbsolute() || !path.startsWith(directory)) {
      throw outside(entry);
    }
    return path;
  }

  private static IOException outside(TarArchiveEntry entry) {
    return new IOException("the archive's entry " + entry.getName() + " leads outside of it");
  }

  private static boolean isRegular(TarArchiveEntry entry) {
    return entry.isFile()
        && !entry.isLink()
        && !entry.isFIFO()
        && !entry.isBlockDevice()
        && !entry.isCharacterDevice();
  }

  private static void makeExecutable(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view != null) {
      view.setPermissions(PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }
}
