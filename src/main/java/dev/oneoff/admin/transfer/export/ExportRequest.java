package dev.oneoff.admin.transfer.export;

import dev.oneoff.admin.transfer.FileForm;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An export that was requested.
 *
 * @param parameters values by parameter name; a list has several, which only HQL accepts
 * @param file where it goes; empty for stdout
 * @param unmask whether sensitive values are shown
 */
public record ExportRequest(
    Source source,
    Map<String, List<String>> parameters,
    FileForm form,
    Optional<Path> file,
    boolean unmask) {

  /** Where the rows come from. */
  public sealed interface Source {

    /** As named in a manifest. */
    String text();
  }

  /** An entity's rows. */
  public record OfEntity(String text) implements Source {}

  /** A query over entities. */
  public record OfHql(String text) implements Source {}

  /** A select over tables. */
  public record OfSql(String text) implements Source {}
}
