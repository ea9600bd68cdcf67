package dev.oneoff.admin.database.address;

import dev.oneoff.admin.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The properties that the service's pool passes to the driver besides the address. The toolkit's
 * own connections use them too: they are encrypted if the pool's are, and use the same schema.
 * Timeouts are not taken over; the pool's are meant for the service's own short statements.
 */
final class PoolProperties {

  private static final String PREFIX = "quarkus.datasource.jdbc.additional-jdbc-properties.";

  private static final List<String> WAYS_IN =
      List.of(
          "ssl",
          "sslmode",
          "sslcert",
          "sslkey",
          "sslrootcert",
          "sslpassword",
          "sslpasswordcallback",
          "sslfactory",
          "sslfactoryarg",
          "sslhostnameverifier",
          "sslNegotiation",
          "channelBinding",
          "gssEncMode",
          "gsslib",
          "useSpnego",
          "jaasLogin",
          "jaasApplicationName",
          "kerberosServerName",
          "authenticationPluginClassName",
          "socketFactory",
          "socketFactoryArg",
          "localSocketAddress",
          "targetServerType",
          "loadBalanceHosts",
          "currentSchema",
          "options");

  // The driver prefers sslmode to ssl, wherever they come from.
  private static final List<String> ENCRYPTION = List.of("ssl", "sslmode");

  private final Settings settings;

  PoolProperties(Settings settings) {
    this.settings = settings;
  }

  /** Refuses what the driver would ignore. */
  void requireKnown() {
    Map<String, String> given = settings.below(PREFIX);
    given.forEach(
        (parameter, name) ->
            settings
                .text(name)
                .ifPresent(
                    value ->
                        new UrlParameters(settings.written(name), given.keySet())
                            .addDrivers(parameter, value)));
  }

  /** What the address itself says takes precedence. */
  DatabaseLocation addTo(DatabaseLocation location) {
    Map<String, String> said = location.parameters();
    Map<String, String> more = new LinkedHashMap<>();
    for (String name : WAYS_IN) {
      if (!said.containsKey(name) && !(encrypts(said) && ENCRYPTION.contains(name))) {
        settings.text(PREFIX + name).ifPresent(value -> more.put(name, value));
      }
    }
    return more.isEmpty() ? location : location.with(more);
  }

  private static boolean encrypts(Map<String, String> said) {
    return ENCRYPTION.stream().anyMatch(said::containsKey);
  }
}
