package dev.oneoff.admin.cli.output;

import java.io.OutputStream;
import java.io.Writer;

/** Where a command's data goes: stdout, or a file that appears complete or not at all. */
public sealed interface Output extends AutoCloseable permits AtomicFile, StandardOutput {

  /** As text, in UTF-8. A failure to write is an {@link dev.oneoff.admin.AdminException}. */
  Writer writer();

  /** The same in bytes; use either this or {@link #writer()}. Nothing is buffered. */
  OutputStream stream();

  /** Everything has been written: a file gets its name now. */
  void complete();

  /** What a person should know about incomplete data: the start of a sentence. */
  String incomplete();

  /** Whether the person running the command may see the data as it is written. */
  boolean seen();

  /** Unless {@link #complete()} was called before, the file is discarded. */
  @Override
  void close();
}
