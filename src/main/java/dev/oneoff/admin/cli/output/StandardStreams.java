package dev.oneoff.admin.cli.output;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.start.ServiceJars;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Repairs standard streams that the parent process closed. Their file descriptors go to whatever is
 * opened next: files of Java's own, or a database connection, into which stdout would then be
 * written.
 */
public final class StandardStreams {

  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final Path NOWHERE = Path.of("/dev/null");
  private static final int STDERR = 2;

  // Kept open so that nothing else gets the descriptors.
  private static final List<InputStream> FILLING = new ArrayList<>();

  private final boolean inClosed;
  private final boolean outClosed;

  private StandardStreams(boolean inClosed, boolean outClosed) {
    this.inClosed = inClosed;
    this.outClosed = outClosed;
  }

  /** Checks before anything else is opened. */
  public static StandardStreams find() {
    if (!Files.isDirectory(DESCRIPTORS)) {
      return new StandardStreams(false, false);
    }
    fill();
    boolean in = leadsToJava(0);
    return new StandardStreams(in, leadsToJava(1) || (in && discarded(1) && !used(STDERR)));
  }

  /** Standard input; in a Job that somebody is to follow, once that person is there. */
  public InputStream in() {
    return inClosed
        ? new ClosedInput()
        : Attached.await(
            new FileInputStream(FileDescriptor.in),
            Optional.ofNullable(System.getenv(Attached.VARIABLE)));
  }

  public OutputStream out() {
    return outClosed ? new ClosedOutput() : new FileOutputStream(FileDescriptor.out);
  }

  private static void fill() {
    try {
      while (FILLING.size() <= STDERR && !open(STDERR)) {
        FILLING.add(new FileInputStream(NOWHERE.toFile()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean open(int number) {
    return Files.exists(DESCRIPTORS.resolve("" + number), LinkOption.NOFOLLOW_LINKS);
  }

  private static Path target(int number) {
    try {
      return Files.readSymbolicLink(DESCRIPTORS.resolve("" + number));
    } catch (IOException e) {
      return NOWHERE;
    }
  }

  private static boolean leadsToJava(int number) {
    Path target = target(number);
    return target.startsWith(System.getProperty("java.home"))
        || (target.toString().endsWith(".jar")
            && ServiceJars.running().filter(jars -> jars.has(target)).isPresent());
  }

  // Java uses it to replace a file of its own that had been given a standard stream's descriptor.
  private static boolean discarded(int number) {
    return target(number).equals(NOWHERE);
  }

  private static boolean used(int number) {
    return !leadsToJava(number) && !discarded(number);
  }

  private static final class ClosedInput extends InputStream {
    @Override
    public int read() {
      throw AdminException.usage("Standard input is closed.");
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      return read();
    }
  }

  private static final class ClosedOutput extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("it is closed");
    }
  }
}
