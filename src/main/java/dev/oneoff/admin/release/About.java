package dev.oneoff.admin.release;

import dev.oneoff.admin.Fact;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.Environment;
import dev.oneoff.admin.start.ClassCache;
import dev.oneoff.admin.start.Release;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** What is known about this process, and about its database if that can be queried. */
final class About {

  private final Database database;
  private final Map<String, @Nullable Object> facts = new LinkedHashMap<>();

  About(Database database) {
    this.database = database;
  }

  /** Name to value, in display order. */
  Map<String, @Nullable Object> facts() {
    Release release = Release.current();
    facts.put("service", release.service());
    facts.put("version", release.version());
    facts.put("commit", release.commit().orElse(null));
    facts.put("commit_time", release.commitTime().orElse(null));
    facts.put("build", release.build().orElse(null));
    facts.put("java", Runtime.version().toString());
    facts.put("quarkus", quarkusVersion());
    facts.put("class_cache", classCache());
    facts.put("environment", database.settings().environment().orElse(null));
    try {
      askDatabase();
    } catch (Exception e) {
      facts.put("problem", e.getMessage());
    }
    return facts;
  }

  private static String classCache() {
    return ClassCache.inUse().map(Path::toString).orElseGet(() -> "none: " + ClassCache.whyNone());
  }

  private void askDatabase() throws Exception {
    facts.put("database", database.location().name());
    facts.put("database_host", database.location().host());
    try (Connection connection = database.connect()) {
      Environment environment =
          Environment.of(database.settings(), database.location(), connection);
      facts.put("environment", environment.name().orElse(null));
      facts.put("database_version", connection.getMetaData().getDatabaseProductVersion());
    }
    for (Fact fact : ServiceLoader.load(Fact.class)) {
      facts.put(fact.name(), fact.value(database.dataSource(), database.settings()));
    }
  }

  // As Maven wrote it to Quarkus's own jar, which the service's jar contains in full.
  private static @Nullable String quarkusVersion() {
    String path = "META-INF/maven/io.quarkus/quarkus-core/pom.properties";
    Properties properties = new Properties();
    try (InputStream file = About.class.getClassLoader().getResourceAsStream(path)) {
      if (file != null) {
        properties.load(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }
}
