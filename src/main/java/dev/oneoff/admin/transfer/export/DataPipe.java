package dev.oneoff.admin.transfer.export;

import dev.oneoff.admin.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes, computes the checksum and compresses in a thread of its own, so that the reader of
 * PostgreSQL's data does nothing else. It buffers only a few blocks.
 */
public final class DataPipe implements AutoCloseable {

  private static final int BLOCK = 1 << 18;
  private static final int BLOCKS = 8;

  /** What was written. */
  public record Written(long bytes, String sha256) {}

  private static final class Block {
    final byte[] bytes;
    final int length;

    Block(byte[] bytes, int length) {
      this.bytes = bytes;
      this.length = length;
    }
  }

  // An empty one is the last.
  private static final Block END = new Block(new byte[0], 0);

  private final BlockingQueue<Block> full = new ArrayBlockingQueue<>(BLOCKS);
  private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(BLOCKS + 2);
  private final MessageDigest digest = Sha256.digest();
  private final Counting counting;
  private final OutputStream out;
  private final Thread writing = new Thread(this::write, "writes the export");
  private volatile @Nullable Throwable failure;
  private byte[] block = new byte[BLOCK];
  private int length;

  private DataPipe(OutputStream target, boolean gzip) throws IOException {
    this.counting = new Counting(target);
    OutputStream digesting = new DigestOutputStream(counting, digest);
    this.out = gzip ? new FastGzip(digesting) : digesting;
    writing.setDaemon(true);
    writing.start();
  }

  /**
   * A pipe into a stream, which stays open.
   *
   * @param gzip whether the output is compressed; the checksum is that of the output
   */
  public static DataPipe into(OutputStream target, boolean gzip) throws IOException {
    return new DataPipe(target, gzip);
  }

  /** Adds these bytes; a failure to write is thrown by a later call. */
  public void write(byte[] bytes) {
    int done = 0;
    while (done < bytes.length) {
      int part = Math.min(bytes.length - done, BLOCK - length);
      System.arraycopy(bytes, done, block, length, part);
      length += part;
      done += part;
      if (length == BLOCK) {
        hand(new Block(block, length));
        byte[] next = free.poll();
        block = next == null ? new byte[BLOCK] : next;
        length = 0;
      }
    }
  }

  /** Waits until everything is written. */
  public Written finish() {
    if (length > 0) {
      hand(new Block(block, length));
    }
    hand(END);
    try {
      writing.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    requireNoFailure();
    return new Written(counting.bytes, Sha256.hex(digest));
  }

  private void hand(Block next) {
    requireNoFailure();
    try {
      full.put(next);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void requireNoFailure() {
    Throwable known = failure;
    if (known instanceof RuntimeException e) {
      throw e;
    }
    if (known instanceof IOException e) {
      throw new UncheckedIOException(e);
    }
    if (known instanceof Error e) {
      throw e;
    }
  }

  private void write() {
    try {
      for (Block next = full.take(); next.length > 0; next = full.take()) {
        out.write(next.bytes, 0, next.length);
        free.offer(next.bytes);
      }
      if (out instanceof GZIPOutputStream gzip) {
        gzip.finish();
      }
      out.flush();
    } catch (InterruptedException e) {
      // By close: nobody wants it any more.
    } catch (IOException | RuntimeException | Error e) {
      failure = e;
      // A thread that waits for room is told.
      full.clear();
    }
  }

  /** Unless {@link #finish()} was called before, what has not been written yet is dropped. */
  @Override
  public void close() {
    writing.interrupt();
    try {
      writing.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Compression that keeps up with a database, rather than the smallest file. */
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out, 1 << 16);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  private static final class Counting extends java.io.FilterOutputStream {
    private long bytes;

    Counting(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      bytes++;
    }

    @Override
    public void write(byte[] buffer, int offset, int count) throws IOException {
      out.write(buffer, offset, count);
      bytes += count;
    }
  }
}
