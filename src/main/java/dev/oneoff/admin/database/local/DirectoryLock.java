package dev.oneoff.admin.database.local;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.oneoff.admin.AdminException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One at a time in a directory, across all processes: the operating system releases it when its
 * process dies, so it is never stale.
 */
final class DirectoryLock {

  private static final Duration LIMIT = Duration.ofMinutes(3);

  // A file lock belongs to the process, and closing any channel of that file releases it. So
  // threads take turns before they touch the file.
  private static final ReentrantLock THREADS = new ReentrantLock();

  interface Locked<T> {
    T run() throws IOException;
  }

  private DirectoryLock() {}

  static <T> T holding(Path directory, Locked<T> work) throws IOException {
    Deadline deadline = Deadline.in(LIMIT);
    while (!THREADS.tryLock()) {
      waitOn(deadline, directory);
    }
    // Closing the channel releases the lock.
    try (FileChannel channel = FileChannel.open(directory.resolve("lock"), CREATE, WRITE)) {
      while (!isLocked(channel)) {
        waitOn(deadline, directory);
      }
      return work.run();
    } finally {
      THREADS.unlock();
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // another class loader of this process has it
    }
  }

  private static void waitOn(Deadline deadline, Path directory) {
    if (!deadline.sleep()) {
      throw AdminException.busy(
          "Another process has been setting up, starting or stopping the local PostgreSQL in "
              + directory
              + " for "
              + LIMIT.toMinutes()
              + " minutes. Wait for it or end it, then try again.");
    }
  }
}
