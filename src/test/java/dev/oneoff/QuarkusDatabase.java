package dev.oneoff;

import dev.oneoff.admin.Settings;
import dev.oneoff.admin.database.Database;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/** The database of the booted test, as a command receives it. */
public final class QuarkusDatabase {

  private QuarkusDatabase() {}

  public static Database of(String command) {
    Settings quarkus = new Settings(ConfigProvider.getConfig());
    Map<String, String> settings = new HashMap<>(Map.of("oneoff.environment", "test"));
    for (String key :
        new String[] {
          "quarkus.datasource.jdbc.url",
          "quarkus.datasource.username",
          "quarkus.datasource.password"
        }) {
      settings.put(key, quarkus.text(key).orElseThrow());
    }
    return new Database(TestDatabase.settingsOf(settings), command, sentence -> {});
  }
}
