package dev.oneoff.admin.transfer.manifest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an export says about itself.
 *
 * @param source what was exported: an entity's name, a query, or {@link #ALL}
 * @param release which created it
 * @param schema the state of the schema
 * @param snapshotAt the moment of all its rows, by the server's clock
 * @param obstacles why it cannot be restored completely, each in a sentence; empty if it can
 */
public record Manifest(
    String source,
    String release,
    SchemaStamp schema,
    Instant snapshotAt,
    List<DataFile> files,
    List<SequenceState> sequences,
    List<String> obstacles) {

  public static final String FILE_NAME = "manifest.json";

  /** Everything, table by table. */
  public static final String ALL = "all";

  /**
   * A file of rows.
   *
   * @param name next to the manifest
   * @param schema and {@code table}: as in the catalogue; empty for a query
   * @param sha256 of the file as it is, in hexadecimal
   * @param masked which of the columns contain no values
   */
  public record DataFile(
      String name,
      Optional<String> schema,
      Optional<String> table,
      long rows,
      long bytes,
      String sha256,
      List<String> columns,
      List<String> masked) {}

  /**
   * A sequence.
   *
   * @param called whether the last value has been used already
   */
  public record SequenceState(String schema, String name, long lastValue, boolean called) {}
}
