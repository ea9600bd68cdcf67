package dev.oneoff.admin.doctor.adopt;

import dev.oneoff.admin.Check;
import dev.oneoff.admin.Finding;
import dev.oneoff.admin.OwnSetting;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.entity.Entities;
import dev.oneoff.admin.entity.SensitiveMapping;
import dev.oneoff.admin.ledger.Counts;
import jakarta.enterprise.context.Dependent;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** The entities, and which of their columns are sensitive. */
@Dependent
class EntitiesFound implements Check.OfAdoption {

  private static final int MOST = 10;

  private final Entities entities;

  EntitiesFound(Entities entities) {
    this.entities = entities;
  }

  @Override
  public String name() {
    return "entities";
  }

  @Override
  public List<Finding> look(DataSource dataSource, Settings settings) {
    if (!entities.present()) {
      return List.of(
          Finding.info("This datasource has no entities.", "'sql' reads and writes tables."));
    }
    List<SensitiveMapping.Column> masked = SensitiveMapping.of(entities.factory()).columns();
    List<SensitiveMapping.Column> marked = SensitiveMapping.marked(entities.factory()).columns();
    return List.of(
        Finding.info(
            (entities.all().size() == 1 ? "1 entity" : entities.all().size() + " entities") + ".",
            "'models' lists them, and 'query' reads them."),
        masked.isEmpty()
            ? Finding.info(
                "No column is sensitive.",
                "Mark attributes with @Sensitive, or list columns in "
                    + OwnSetting.MASKED_COLUMNS
                    + ".")
            : Finding.info(
                Counts.of(masked.size(), "sensitive column")
                    + ": "
                    + masked.stream()
                        .map(column -> column.table() + "." + column.name())
                        .sorted()
                        .limit(MOST)
                        .collect(Collectors.joining(", "))
                    + (masked.size() > MOST ? ", …" : "")
                    + "; "
                    + marked.size()
                    + " by @Sensitive.",
                "'doctor' lists those that are masked by their names only."));
  }
}
