package dev.oneoff.admin.doctor.process;

import dev.oneoff.admin.Check;
import dev.oneoff.admin.Finding;
import dev.oneoff.admin.Listed;
import dev.oneoff.admin.OwnSetting;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.database.sensitive.SensitiveFields;
import dev.oneoff.admin.entity.Entities;
import dev.oneoff.admin.entity.SensitiveMapping;
import jakarta.enterprise.context.Dependent;
import java.util.List;
import javax.sql.DataSource;

/**
 * Checks that the build listed what must be known without a boot: that the lists were written, and,
 * by Hibernate's mapping, that they are complete. A module with entities may have been compiled
 * without the processor.
 */
@Dependent
class BuildListsCheck implements Check {

  private final Entities entities;

  BuildListsCheck(Entities entities) {
    this.entities = entities;
  }

  @Override
  public String name() {
    return "build-lists";
  }

  @Override
  public List<Finding> look(DataSource dataSource, Settings settings) {
    if (!Listed.TASKS.written() || !Listed.SENSITIVE.written()) {
      return List.of(Finding.error(Listed.notWritten(), Listed.ADVICE));
    }
    if (!entities.present()) {
      return List.of();
    }
    SensitiveFields listed = SensitiveFields.read();
    return SensitiveMapping.of(entities.factory()).columns().stream()
        .filter(column -> !listed.column(column.table(), column.name()))
        .map(
            column ->
                Finding.error(
                    "'sql' shows "
                        + column.table()
                        + "."
                        + column.name()
                        + ", which is sensitive: the build's list of sensitive fields does not"
                        + " lead to it.",
                    "Compile the module of its entity with Oneoff's annotation processor, give the"
                        + " column its name by @Column rather than by XML or a naming strategy, or"
                        + " list it in "
                        + OwnSetting.MASKED_COLUMNS
                        + "."))
        .toList();
  }
}
