package dev.oneoff.admin.doctor.process;

import dev.oneoff.admin.Check;
import dev.oneoff.admin.Finding;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.start.BuildId;
import dev.oneoff.admin.start.ClassCache;
import jakarta.enterprise.context.Dependent;
import java.util.List;
import javax.sql.DataSource;

/** Whether commands of a packaged jar start from a cache of classes. */
@Dependent
class ClassCacheCheck implements Check {

  @Override
  public String name() {
    return "class-cache";
  }

  @Override
  public List<Finding> look(DataSource dataSource, Settings settings) {
    if (BuildId.ofClasses().equals(BuildId.UNPACKAGED) || ClassCache.inUse().isPresent()) {
      return List.of();
    }
    return List.of(
        Finding.info(
            "Java did not start from a class cache: " + ClassCache.whyNone() + ".",
            "The script that the build writes beside the jar starts it from one."));
  }
}
