package dev.oneoff.admin.transfer;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.OwnSetting;
import dev.oneoff.admin.ProcessText;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.cli.option.AgainOption;
import dev.oneoff.admin.cli.option.MaxErrorsOption;
import dev.oneoff.admin.transfer.imports.ImportRequest;
import dev.oneoff.admin.transfer.imports.OnConflict;
import dev.oneoff.admin.transfer.imports.file.Records;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a file is imported. */
final class ImportOptions {

  @Mixin RowFormatOption format = new RowFormatOption();

  @Option(
      names = "--delimiter",
      paramLabel = "CHAR",
      defaultValue = ",",
      description = "The delimiter of CSV fields: a character, or the word tab. Default: a comma.")
  String delimiter = ",";

  @Option(
      names = "--map",
      paramLabel = "NAME=ATTRIBUTE",
      description = "The attribute that a column of the file holds, where their names differ.")
  List<String> names = new ArrayList<>();

  @Option(
      names = "--on-conflict",
      paramLabel = "REACTION",
      defaultValue = "fail",
      description =
          "What to do with a row that already exists: ${COMPLETION-CANDIDATES}. Default:"
              + " ${DEFAULT-VALUE}, which rejects the line.")
  OnConflict onConflict = OnConflict.FAIL;

  @Option(
      names = "--key",
      paramLabel = "ATTRIBUTE",
      split = ",",
      description = "The unique key by which existing rows are found. Default: the primary key.")
  List<String> key = new ArrayList<>();

  @Option(
      names = "--dry-run",
      description = "Does everything, rolls it back, and shows what would have changed.")
  boolean dryRun;

  @Mixin MaxErrorsOption maxErrors = new MaxErrorsOption();

  @Option(
      names = "--rejects",
      paramLabel = "FILE",
      description = "Writes rejected lines to this file, as CSV: line, column, reason, record.")
  @Nullable Path rejects;

  @Option(
      names = "--skip-masked",
      description = "Leaves columns unchanged if their values are masked in the file.")
  boolean skipMasked;

  @Option(
      names = "--no-checks",
      description =
          "Copies the CSV straight into the table as it is: all of it, or nothing if PostgreSQL"
              + " refuses a line.")
  boolean noChecks;

  @Mixin AgainOption again = new AgainOption();

  void check() {
    if (noChecks && onConflict != OnConflict.FAIL) {
      throw AdminException.usage("--no-checks goes with --on-conflict fail only.");
    }
    if (!key.isEmpty() && onConflict == OnConflict.FAIL) {
      throw AdminException.usage("--key goes with --on-conflict skip or update.");
    }
    maxErrors.number();
    delimiter();
    names();
  }

  ImportRequest request(String entity, String file, Settings settings) {
    RowFormat known = format.of(Optional.of(ProcessText.file(file))).format();
    if (noChecks && known == RowFormat.JSONL) {
      throw AdminException.usage("--no-checks is for CSV only.");
    }
    int longest = settings.of(OwnSetting.IMPORT_LONGEST_RECORD);
    return new ImportRequest(
        entity,
        file,
        new Records(known, delimiter(), longest),
        names(),
        onConflict,
        key,
        dryRun,
        maxErrors.number(),
        Optional.ofNullable(rejects),
        skipMasked,
        !noChecks,
        again.again());
  }

  private char delimiter() {
    String given = delimiter.equals("tab") || delimiter.equals("\\t") ? "\t" : delimiter;
    if (given.length() != 1 || "\"\n\r".contains(given)) {
      throw AdminException.usage("--delimiter must be one character, not '" + delimiter + "'.");
    }
    return given.charAt(0);
  }

  private Map<String, String> names() {
    Map<String, String> map = new LinkedHashMap<>();
    for (String word : names) {
      int equals = word.indexOf('=');
      if (equals < 1 || equals == word.length() - 1) {
        throw AdminException.usage("'" + word + "' is not a mapping: write NAME=ATTRIBUTE.");
      }
      map.put(word.substring(0, equals), word.substring(equals + 1));
    }
    return map;
  }
}
