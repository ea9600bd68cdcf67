package org.example.library;

import dev.oneoff.admin.Check;
import dev.oneoff.admin.Finding;
import dev.oneoff.admin.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import javax.sql.DataSource;

/** A check of the service's own: a bean, and nothing else. */
@ApplicationScoped
class LentCopiesCheck implements Check {

  @Override
  public String name() {
    return "lent-copies";
  }

  @Override
  public List<Finding> look(DataSource dataSource, Settings settings) {
    long lent = Copy.count("lent");
    return lent == 0
        ? List.of()
        : List.of(Finding.error(lent + " copies are lent.", "Ask the readers for them."));
  }
}
