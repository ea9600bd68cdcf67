package dev.oneoff.admin.transfer.imports;

import dev.oneoff.admin.transfer.imports.file.Records;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An import that was requested.
 *
 * @param file as it was typed
 * @param names attributes or columns by their names in the file, if they differ
 * @param key attributes that identify existing rows; empty for the primary key
 * @param maxErrors lines that may be rejected before the import gives up
 * @param rejects where rejected lines go
 * @param skipMasked leaves masked columns unchanged
 * @param checks whether anything is checked before PostgreSQL does so
 * @param again imports a file that was imported before
 */
public record ImportRequest(
    String entity,
    String file,
    Records records,
    Map<String, String> names,
    OnConflict onConflict,
    List<String> key,
    boolean dryRun,
    long maxErrors,
    Optional<Path> rejects,
    boolean skipMasked,
    boolean checks,
    boolean again) {

  /** Whether CSV goes straight into the table: all of it or nothing. */
  public boolean straight() {
    return !checks;
  }

  /** Whether a second import would add to what the first one left. */
  boolean onceOnly() {
    return onConflict == OnConflict.FAIL && !dryRun && !again;
  }

  /** What must be the same for an import to resume another one's work. */
  String identity() {
    return String.join(
        " ",
        records.format().toString(),
        Character.toString(records.delimiter()),
        new TreeMap<>(names).toString(),
        onConflict.toString(),
        key.toString(),
        Boolean.toString(skipMasked));
  }
}
