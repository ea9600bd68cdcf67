package dev.oneoff.admin.database.address;

import dev.oneoff.admin.Datasource;
import dev.oneoff.admin.Mode;
import dev.oneoff.admin.OwnSetting;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private static final String USER = "quarkus.datasource.username";
  private static final String PASSWORD = "quarkus.datasource.password";
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
    return Mode.anyEntered()
        ? main(context).map(main -> sources(main, context)).orElse(List.of())
        : List.of();
  }

  private static List<ConfigSource> sources(Datasource main, ConfigSourceContext context) {
    if (readOnly) {
      Optional<AddressSetting.Given> reading = AddressSetting.READ_ONLY.in(context::getValue);
      if (reading.isPresent()) {
        return List.of(source(main, reading.get(), ABOVE_ALL));
      }
    }
    Optional<AddressSetting.Given> url = AddressSetting.DATABASE.in(context::getValue);
    ConfigValue own = first(JDBC_URL, main, context);
    ConfigValue reactive = first(REACTIVE_URL, main, context);
    if (direct && (url.isPresent() || own != null || reactive != null)) {
      Optional<AddressSetting.Given> past = AddressSetting.DIRECT.in(context::getValue);
      if (past.isPresent()) {
        return List.of(source(main, past.get(), ABOVE_ALL));
      }
    }
    if (url.isPresent() && (own == null || own.getConfigSourceOrdinal() < url.get().ordinal())) {
      return List.of(source(main, url.get(), url.get().ordinal()));
    }
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

  // Nothing is answered for one that is misspelt: it would count as there.
  private static Optional<Datasource> main(ConfigSourceContext context) {
    ConfigValue named = context.getValue(OwnSetting.DATASOURCE.key());
    if (named == null || named.getValue() == null || named.getValue().isBlank()) {
      return Optional.of(Datasource.DEFAULT);
    }
    Set<String> settings = new HashSet<>();
    context.iterateNames().forEachRemaining(settings::add);
    return Optional.of(Datasource.named(named.getValue().strip()))
        .filter(datasource -> datasource.in(settings));
  }

  // A service whose own code is reactive has no other address. It has a list of hosts at most.
  private static ConfigSource ofReactive(Datasource datasource, ConfigValue reactive) {
    String url = reactive.getValue().split(",", 2)[0].strip().replaceFirst("^vertx-reactive:", "");
    Map<String, String> answers = new HashMap<>();
    if (url.startsWith("postgres")) {
      DatabaseLocation location = DatabaseUrl.parse(REACTIVE_URL, url).location();
      answer(datasource, JDBC_URL, location.jdbcUrl(), answers);
      location.user().ifPresent(user -> answer(datasource, USER, user, answers));
      location.password().ifPresent(password -> answer(datasource, PASSWORD, password, answers));
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
    answer(datasource, JDBC_URL, location.jdbcUrl(), answers);
    answer(datasource, USER, location.user().orElse(""), answers);
    answer(datasource, PASSWORD, location.password().orElse(""), answers);
    return new PropertiesConfigSource(answers, name, ordinal);
  }

  private static void answer(
      Datasource datasource, String key, String value, Map<String, String> answers) {
    datasource.keys(key).forEach(each -> answers.put(each, literal(value)));
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
