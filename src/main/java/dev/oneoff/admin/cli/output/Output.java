package dev.oneoff.admin.cli.output;

import java.io.OutputStream;
import java.io.Writer;

/** Where a command's data goes: stdout, or a file that appears whole or not at all. */
public sealed interface Output extends AutoCloseable permits AtomicFile, StandardOutput {

  /** Text, in UTF-8. A failure to write is an {@link dev.oneoff.admin.AdminException}. */
  Writer writer();

  /** The same in bytes; use either this or {@link #writer()}. Nothing is buffered. */
  OutputStream stream();

  /** All of it was written: a file gets its name now. */
  void complete();

  /** What the data that was not completed is to a person: a sentence's beginning. */
  String incomplete();

  /** Whether whoever runs the command may see the data as it comes. */
  boolean seen();

  /** Without {@link #complete()} before it, the file is gone. */
  @Override
  void close();
}
