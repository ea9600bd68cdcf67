package dev.oneoff.admin.doctor.adopt;

import dev.oneoff.admin.Check;
import dev.oneoff.admin.Finding;
import dev.oneoff.admin.Listed;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.start.Release;
import jakarta.enterprise.context.Dependent;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** What the build has left for the commands, and how the release is known. */
@Dependent
class BuildFound implements Check.OfAdoption {

  @Override
  public String name() {
    return "build";
  }

  @Override
  public List<Finding> look(DataSource dataSource, Settings settings) {
    List<Finding> found = new ArrayList<>();
    Release release = Release.current();
    found.add(
        Finding.info(
            "This release is known as " + release + ".", "'about' shows it, and the ledger."));
    if (!Listed.TASKS.written() || !Listed.SENSITIVE.written()) {
      found.add(Finding.error(Listed.notWritten(), Listed.ADVICE));
    }
    if (settings.environment().isEmpty()) {
      found.add(
          Finding.warning(
              "This environment has no name.",
              "Set ONEOFF_ENVIRONMENT wherever the service runs: commands that write confirm it,"
                  + " and 'migrate' writes it into the database."));
    }
    return found;
  }
}
