package dev.oneoff;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import java.util.Map;

/** Gives every {@code @QuarkusTest} a database of the run's own; none of them names this. */
@WithTestResource(value = ServiceDatabase.class, scope = TestResourceScope.GLOBAL)
public final class ServiceDatabase implements QuarkusTestResourceLifecycleManager {

  private TestDatabase database;

  @Override
  public Map<String, String> start() {
    database = new TestDatabase();
    database.create();
    return database.quarkusSettings();
  }

  @Override
  public void stop() {
    if (database != null) {
      database.drop();
    }
  }
}
