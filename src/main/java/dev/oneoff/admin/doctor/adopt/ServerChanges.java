package dev.oneoff.admin.doctor.adopt;

import dev.oneoff.admin.Check;
import dev.oneoff.admin.Finding;
import dev.oneoff.admin.Listed;
import dev.oneoff.admin.OwnSetting;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.start.Extension;
import jakarta.enterprise.context.Dependent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** What is different in the server. */
@Dependent
class ServerChanges implements Check.OfAdoption {

  @Override
  public String name() {
    return "server";
  }

  @Override
  public List<Finding> look(DataSource dataSource, Settings settings) {
    List<Finding> found = new ArrayList<>();
    Set<String> own = Listed.MAINS.read();
    found.add(
        Finding.info(
            own.isEmpty()
                ? "Without arguments the jar serves, as it did; with a command it runs that and"
                    + " exits."
                : "Without arguments the jar runs "
                    + String.join(", ", own)
                    + ", as it did; with a command it runs that and exits.",
            ""));
    found.add(
        Finding.info(
            "The server has no new endpoint, and its responses stay as they are.",
            "What is different in a command is listed in docs/configuration.md."));
    if (Extension.HEALTH.present()) {
      boolean on = settings.is(OwnSetting.READINESS_SCHEMA);
      found.add(
          Finding.info(
              on
                  ? "Readiness has one more check, schema: the server is not ready while its schema"
                      + " is behind."
                  : "The readiness check schema is switched off.",
              on ? OwnSetting.READINESS_SCHEMA + "=false switches it off." : ""));
    }
    return found;
  }
}
