package org.example.library;

import dev.oneoff.admin.Sensitive;
import dev.oneoff.admin.task.Chart;
import dev.oneoff.admin.task.Report;
import dev.oneoff.admin.task.Task;
import java.io.File;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** A report over entities that can be made to go wrong. */
@Task(description = "Lists the books, one entity after the other.")
@Chart(kind = Chart.Kind.LINE, x = "bookId", y = "length")
public class Catalogue implements Report<Catalogue.Entry> {

  public record Entry(long bookId, String title, int length, @Sensitive String secret) {}

  @Option(names = "--fail-after", description = "So many rows, and then a failure.")
  long failAfter = Long.MAX_VALUE;

  @Option(names = "--wait-after", description = "So many rows, and then a wait.")
  long waitAfter = Long.MAX_VALUE;

  @Option(names = "--wait-for", description = "A file to wait for.")
  File file;

  @Option(names = "--write", description = "Tries to write.")
  boolean write;

  private long rows;

  @Override
  public Stream<Entry> rows() {
    if (write) {
      Book.delete("id = 1");
    }
    return Book.<Book>stream("order by id").map(this::entry);
  }

  private Entry entry(Book book) {
    if (rows == failAfter) {
      throw new IllegalStateException("The shelf broke.");
    }
    if (rows == waitAfter) {
      System.out.println("Waiting.");
      while (!file.exists()) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        // Also asks the database, as an author's own loop would.
        Book.count();
      }
    }
    rows++;
    return new Entry(book.id, book.title, book.title.length(), "hidden");
  }
}
