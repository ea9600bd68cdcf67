package dev.oneoff.admin.transfer.imports.stage;

import dev.oneoff.admin.transfer.imports.check.Reject;
import dev.oneoff.admin.transfer.imports.file.RecordBuffer;
import dev.oneoff.admin.transfer.imports.file.RecordReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads the next chunk while another is being processed: one thread and a few chunks, whatever the
 * file's size.
 */
final class ReadAhead implements AutoCloseable {

  /** One is being read, one processed, one waits. */
  private static final int CHUNKS = 3;

  private static final int ROWS = 10_000;

  /** What was read. */
  static final class Part {
    final RecordBuffer chunk;
    final List<Reject> rejects = new ArrayList<>();
    boolean last;
    @Nullable Throwable failure;

    private Part(int width) {
      this.chunk = new RecordBuffer(width, ROWS);
    }
  }

  private final RecordReader reader;
  private final BlockingQueue<Part> free = new ArrayBlockingQueue<>(CHUNKS);
  private final BlockingQueue<Part> full = new ArrayBlockingQueue<>(CHUNKS);
  private final Thread thread = new Thread(this::read, "import reader");

  ReadAhead(RecordReader reader) {
    this.reader = reader;
    for (int i = 0; i < CHUNKS; i++) {
      free.add(new Part(reader.header().size()));
    }
    thread.setDaemon(true);
    thread.start();
  }

  /** The next one; return it when it is done. */
  Part next() throws IOException, InterruptedException {
    Part part = full.take();
    if (part.failure instanceof IOException e) {
      throw e;
    }
    if (part.failure != null) {
      throw new IllegalStateException(part.failure);
    }
    return part;
  }

  void done(Part part) {
    free.add(part);
  }

  private void read() {
    try {
      boolean more = true;
      while (more) {
        Part part = free.take();
        part.chunk.clear();
        part.rejects.clear();
        try {
          more =
              reader.read(
                  part.chunk, (line, why, text) -> part.rejects.add(new Reject(line, null, why)));
        } catch (Throwable e) {
          part.failure = e;
          more = false;
        }
        part.last = !more;
        full.put(part);
      }
    } catch (InterruptedException e) {
      // The consumer of the chunks has stopped.
    }
  }

  @Override
  public void close() throws IOException {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    reader.close();
  }
}
