package dev.oneoff.admin.cli.output;

import dev.oneoff.admin.AdminException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file that appears complete or not at all, whatever ends the process. It is written next to its
 * target under another name, synced to disk, and renamed. Anything but a regular file, such as a
 * named pipe or a device, is written to directly: a rename would replace it.
 */
public final class AtomicFile implements Output {

  private static final int BUFFER = 1 << 15;

  private final Path shown;
  private final Path target;
  private final Path written;
  private final FileChannel channel;
  private final OutputStream stream;
  private final Thread cleaning = new Thread(this::discard, "incomplete file");
  private @Nullable Writer writer;
  private boolean complete;

  private AtomicFile(Path shown, Path target, Path written, StandardOpenOption... how)
      throws IOException {
    this.shown = shown;
    this.target = target;
    this.written = written;
    this.channel = FileChannel.open(written, how);
    this.stream = Channels.newOutputStream(channel);
  }

  /**
   * Starts writing; the file's former content stays in place until the new one is complete.
   *
   * @throws AdminException {@code USAGE} if its folder does not exist, {@code CONFIGURATION} if no
   *     file can be created in it
   */
  public static AtomicFile at(Path file) {
    if (Files.isDirectory(file)) {
      throw AdminException.configuration(file + " is a directory. Name a file in it.");
    }
    requireFolder(file);
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        // By the name it was given: a pipe of this process's own has no other.
        return new AtomicFile(file, file, file, StandardOpenOption.WRITE);
      }
      // A symbolic link is kept: its target is replaced.
      Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
      // Processes in two containers can have the same id, so the id does not tell them apart.
      Path beside =
          target.resolveSibling(
              "."
                  + target.getFileName()
                  + "."
                  + UUID.randomUUID().toString().substring(0, 8)
                  + ".part");
      AtomicFile begun =
          new AtomicFile(
              file, target, beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      begun.cleanAtExit();
      return begun;
    } catch (IOException e) {
      throw AdminException.configuration(file + " cannot be written: " + reason(e) + ".", e);
    }
  }

  /**
   * Refuses a path in a folder that does not exist: usually it is a typo, and nobody would look for
   * a file written there.
   *
   * @throws AdminException {@code USAGE}, which names the folder
   */
  public static void requireFolder(Path file) {
    @Nullable Path folder = file.toAbsolutePath().normalize().getParent();
    if (folder != null && Files.notExists(folder)) {
      throw AdminException.usage(
          file
              + " cannot be written: there is no folder "
              + folder
              + ". Create it, or name another.");
    }
  }

  @Override
  public OutputStream stream() {
    return new DataStream(stream, shown.toString());
  }

  @Override
  public Writer writer() {
    if (writer == null) {
      writer =
          new BufferedWriter(
              new DataWriter(
                  new OutputStreamWriter(stream, StandardCharsets.UTF_8), shown.toString()),
              BUFFER);
    }
    return writer;
  }

  @Override
  public void complete() {
    try {
      if (writer != null) {
        writer.flush();
      }
      if (!written.equals(target)) {
        // Otherwise a power cut might leave a name with nothing behind it.
        channel.force(true);
        channel.close();
        Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
        bringNameToDisk(target);
      }
      complete = true;
    } catch (IOException e) {
      throw AdminException.failed(shown + " cannot be written: " + reason(e) + ".", e);
    }
  }

  @Override
  public String incomplete() {
    return written.equals(target) ? shown + " is incomplete" : shown + " was not written";
  }

  @Override
  public boolean seen() {
    return false;
  }

  @Override
  public void close() {
    if (!complete) {
      discard();
    } else {
      closeChannel();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(cleaning);
    } catch (IllegalStateException e) {
      // The process is ending already, and the hook with it.
    }
  }

  private void cleanAtExit() {
    try {
      Runtime.getRuntime().addShutdownHook(cleaning);
    } catch (IllegalStateException e) {
      discard();
      throw AdminException.interrupted("Interrupted before " + shown + " was started.");
    }
  }

  private void discard() {
    closeChannel();
    if (!written.equals(target)) {
      try {
        Files.deleteIfExists(written);
      } catch (IOException e) {
        // Nobody would take its name for that of the file.
      }
    }
  }

  private void closeChannel() {
    try {
      channel.close();
    } catch (IOException e) {
      // What matters has been synced already.
    }
  }

  private static void bringNameToDisk(Path file) {
    Path directory = file.getParent();
    if (directory == null) {
      return;
    }
    try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
      names.force(true);
    } catch (IOException e) {
      // Not every system lets a directory be opened; the file is complete either way.
    }
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "no permission";
    }
    String reason = e instanceof FileSystemException known ? known.getReason() : e.getMessage();
    return reason == null ? e.getClass().getSimpleName() : reason;
  }
}
