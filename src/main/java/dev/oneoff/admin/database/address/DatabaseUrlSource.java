package dev.oneoff.admin.database.address;

import dev.oneoff.admin.Datasource;
import dev.oneoff.admin.Mode;
import dev.oneoff.admin.OwnSetting;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * Provides {@code DATABASE_URL} to Quarkus under Quarkus's own names, in the server and in commands
 * alike. If both are set, the more specific source wins, and within one source Quarkus's own name;
 * address and login always come from the same place. Inactive during a build, so that no secret of
 * the build machine ends up in the jar.
 */
public final class DatabaseUrlSource implements ConfigSourceFactory {

  private static final String JDBC_URL = "quarkus.datasource.jdbc.url";
  private static final String REACTIVE_URL = "quarkus.datasource.reactive.url";
  private static final int BELOW_FILES = 200;
  private static final int ABOVE_ALL = 1100;

  private static volatile boolean readOnly;
  private static volatile boolean direct;

  /** For the boot that follows in this process: it uses DATABASE_READONLY_URL if that is set. */
  public static void preferReadOnly() {
    readOnly = true;
  }

  /**
   * For the boot that follows in this process: it bypasses a pooler if there is a way around it.
   */
  public static void preferDirect() {
    direct = true;
  }

  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    if (!Mode.anyEntered()) {
      return List.of();
    }
    if (readOnly) {
      Optional<AddressSetting.Given> reading = AddressSetting.READ_ONLY.in(context::getValue);
      if (reading.isPresent()) {
        return List.of(source(main(context), reading.get(), ABOVE_ALL));
      }
    }
    Optional<AddressSetting.Given> url = AddressSetting.DATABASE.in(context::getValue);
    Datasource main = main(context);
    ConfigValue own = first(JDBC_URL, main, context);
    if (direct && (url.isPresent() || own != null)) {
      Optional<AddressSetting.Given> past = AddressSetting.DIRECT.in(context::getValue);
      if (past.isPresent()) {
        return List.of(source(main, past.get(), ABOVE_ALL));
      }
    }
    if (url.isPresent() && (own == null || own.getConfigSourceOrdinal() < url.get().ordinal())) {
      return List.of(source(main, url.get(), url.get().ordinal()));
    }
    ConfigValue reactive = first(REACTIVE_URL, main, context);
    if (own == null && reactive != null) {
      return List.of(ofReactive(main, reactive));
    }
    if (own == null) {
      return LocalServiceDatabase.handedOver()
          .flatMap(LocalServiceDatabase::running)
          .map(local -> List.of(source(main, "the local PostgreSQL", local, BELOW_FILES)))
          .orElse(List.of());
    }
    return List.of();
  }

  private static Datasource main(ConfigSourceContext context) {
    ConfigValue named = context.getValue(OwnSetting.DATASOURCE.key());
    return named == null || named.getValue() == null || named.getValue().isBlank()
        ? Datasource.DEFAULT
        : Datasource.named(named.getValue().strip());
  }

  // A service whose own code is reactive has no other address. It has a list of hosts at most.
  private static ConfigSource ofReactive(Datasource datasource, ConfigValue reactive) {
    String url = reactive.getValue().split(",", 2)[0].strip().replaceFirst("^vertx-reactive:", "");
    Map<String, String> answers = new HashMap<>();
    if (url.startsWith("postgres")) {
      String jdbc = literal(DatabaseUrl.parse(REACTIVE_URL, url).location().jdbcUrl());
      datasource.keys(JDBC_URL).forEach(key -> answers.put(key, jdbc));
    }
    return new PropertiesConfigSource(answers, REACTIVE_URL, reactive.getConfigSourceOrdinal());
  }

  private static @Nullable ConfigValue first(
      String name, Datasource datasource, ConfigSourceContext context) {
    return datasource
        .keys(name)
        .map(context::getValue)
        .filter(own -> own != null && own.getValue() != null && !own.getValue().isBlank())
        .findFirst()
        .orElse(null);
  }

  private static ConfigSource source(
      Datasource datasource, AddressSetting.Given address, int ordinal) {
    return source(datasource, address.from(), address.url().location(), ordinal);
  }

  // An empty value hides one from a lower source: a file's login is not for this address.
  private static ConfigSource source(
      Datasource datasource, String name, DatabaseLocation location, int ordinal) {
    Map<String, String> answers = new HashMap<>();
    Map.of(
            JDBC_URL,
            literal(location.jdbcUrl()),
            "quarkus.datasource.username",
            literal(location.user().orElse("")),
            "quarkus.datasource.password",
            literal(location.password().orElse("")))
        .forEach((key, value) -> datasource.keys(key).forEach(each -> answers.put(each, value)));
    return new PropertiesConfigSource(answers, name, ordinal);
  }

  /**
   * Escapes the text so that the configuration's expansion leaves it unchanged: there \$ and $$
   * mean $, and a backslash that must not start the former is written as the default value of a
   * setting that does not exist.
   */
  static String literal(String text) {
    return text.contains("$")
        ? text.replace("$", "$$").replace("\\", "${oneoff.nothing:\\}")
        : text;
  }
}
