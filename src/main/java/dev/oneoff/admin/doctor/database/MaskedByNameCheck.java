package dev.oneoff.admin.doctor.database;

import dev.oneoff.admin.Check;
import dev.oneoff.admin.Finding;
import dev.oneoff.admin.OwnSetting;
import dev.oneoff.admin.SecretNames;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.database.catalogue.ToolkitTables;
import dev.oneoff.admin.entity.Entities;
import dev.oneoff.admin.entity.SensitiveMapping;
import jakarta.enterprise.context.Dependent;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;

/**
 * Columns that are masked because of a name only: nobody has said yet whether they are secret. A
 * guess can be wrong in both directions, and a name can change.
 */
@Dependent
class MaskedByNameCheck implements Check {

  private static final String COLUMNS =
      """
      select c.relname, a.attname
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relkind in ('r', 'p', 'f') and not c.relispartition
        and lower(c.relname) <> lower(?)
        and
      """
          + ToolkitTables.NOT_OURS
          + " and "
          + Catalogue.OWN_TABLES;

  private final Entities entities;

  MaskedByNameCheck(Entities entities) {
    this.entities = entities;
  }

  @Override
  public String name() {
    return "masked-by-name";
  }

  @Override
  public List<Finding> look(DataSource dataSource, Settings settings) throws SQLException {
    Optional<SensitiveMapping> marked =
        entities.present()
            ? Optional.of(SensitiveMapping.marked(entities.factory()))
            : Optional.empty();
    Set<String> guessed = new TreeSet<>();
    Catalogue.rows(
            dataSource,
            COLUMNS,
            row -> new SecretNames.Name(row.getString(1), row.getString(2)),
            ToolkitTables.changelog(settings))
        .stream()
        .filter(column -> masked(column.table(), column.column()))
        .filter(column -> !SecretNames.listed(column.table(), column.column()))
        .filter(
            column ->
                marked.map(known -> !known.holds(column.table(), column.column())).orElse(true))
        .forEach(column -> guessed.add(column.table() + "." + column.column()));
    return guessed.stream().map(MaskedByNameCheck::finding).toList();
  }

  // An attribute's name counts for its column too.
  private boolean masked(String table, String column) {
    return SecretNames.column(table, column)
        || (entities.present() && SensitiveMapping.of(entities.factory()).masks(table, column));
  }

  private static Finding finding(String column) {
    return Finding.info(
        column + " is masked, but only because of its name or its attribute's.",
        "If it is secret, mark the attribute with @Sensitive, or list "
            + column
            + " in "
            + OwnSetting.MASKED_COLUMNS
            + "; if not, in "
            + OwnSetting.PLAIN_COLUMNS
            + ".");
  }
}
