package dev.oneoff.admin.database.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Files that only their user can read, from the moment they exist. */
public final class PrivateFiles {

  private static final String UNFINISHED = ".unfinished-";

  private PrivateFiles() {}

  static void createDirectories(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory, only(directory, "rwx------"));
    }
  }

  static void write(Path file, String text) throws IOException {
    try (SeekableByteChannel channel =
        Files.newByteChannel(file, Set.of(CREATE_NEW, WRITE), only(file, "rw-------"))) {
      channel.write(ByteBuffer.wrap(text.getBytes(UTF_8)));
    }
  }

  /** A directory to fill and then rename. */
  static Path createUnfinished(Path parent) throws IOException {
    return Files.createTempDirectory(parent, UNFINISHED, only(parent, "rwx------"));
  }

  /**
   * Removes what killed processes left behind. A child that outlived its parent may still write
   * there; then it stays until next time. The parent's lock must be held.
   */
  static void deleteUnfinished(Path parent) throws IOException {
    try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(parent, UNFINISHED + "*")) {
      for (Path leftover : leftovers) {
        deleteUnlessInUse(leftover);
      }
    }
  }

  private static void deleteUnlessInUse(Path tree) throws IOException {
    try {
      delete(tree);
    } catch (DirectoryNotEmptyException | NoSuchFileException e) {
      // Another process is writing or deleting there at this moment.
    }
  }

  /** With all that is in it. */
  public static void delete(Path tree) throws IOException {
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** If permissions are not POSIX (Windows), the user's profile already keeps others out. */
  private static FileAttribute<?>[] only(Path path, String permissions) {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
    };
  }
}
