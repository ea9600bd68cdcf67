package dev.oneoff.admin.config;

import dev.oneoff.admin.Check;
import dev.oneoff.admin.Finding;
import dev.oneoff.admin.Settings;
import jakarta.enterprise.context.Dependent;
import java.util.List;
import javax.sql.DataSource;

/** Variables that look like settings of Quarkus and are none. */
@Dependent
class UnknownVariablesCheck implements Check {

  @Override
  public String name() {
    return "unknown-variables";
  }

  @Override
  public List<Finding> look(DataSource dataSource, Settings settings) {
    return new UnknownVariables(settings)
        .all().stream()
            .map(sentence -> Finding.warning(sentence, "Correct its name, or take it away."))
            .toList();
  }
}
