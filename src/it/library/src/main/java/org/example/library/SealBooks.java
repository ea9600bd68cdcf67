package org.example.library;

import dev.oneoff.admin.Sensitive;
import dev.oneoff.admin.task.DataFix;
import dev.oneoff.admin.task.Items;
import dev.oneoff.admin.task.Task;
import picocli.CommandLine.Option;

/** A task is found although nobody registers it, and its secret is seen nowhere. */
@Task(description = "Writes 100 % of the books' checksums, keyed by a secret, behind their titles.")
class SealBooks implements DataFix<Book> {

  private final Seal seal;

  @Sensitive
  @Option(names = "--key", required = true, description = "The secret.")
  String key;

  @Option(names = "--separator", description = "What stands between title and checksum.")
  String separator = " #";

  SealBooks(Seal seal) {
    this.seal = seal;
  }

  @Override
  public Items<Book> items() {
    return Items.of(Book.class);
  }

  @Override
  public void process(Book book) {
    book.title = book.title + separator + seal.of(book.title, key);
  }
}
