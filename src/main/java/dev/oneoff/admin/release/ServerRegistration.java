package dev.oneoff.admin.release;

import dev.oneoff.admin.Fact;
import dev.oneoff.admin.Mode;
import dev.oneoff.admin.OwnSetting;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.pool.Pools;
import dev.oneoff.admin.ledger.Server;
import dev.oneoff.admin.ledger.Servers;
import dev.oneoff.admin.setting.EffectiveSettings;
import dev.oneoff.admin.setting.Fingerprints;
import dev.oneoff.admin.start.Release;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Registers this server in the database, with what it runs, until it ends. A database that is down
 * or not migrated yet affects no request: the registration follows with the next heartbeat. {@code
 * oneoff.release.register=false} switches it off.
 */
@ApplicationScoped
public class ServerRegistration {

  /** Once a minute: while something is pending, the changelog is read each time. */
  private static final int BEATS_TO_ASK = 6;

  private static final Logger LOG = Logger.getLogger(ServerRegistration.class);

  private final Settings settings;
  private final Instance<Fact> facts;
  private final UUID id = UUID.randomUUID();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "sign of life");
            thread.setDaemon(true);
            return thread;
          });
  private Map<String, String> fingerprints = Map.of();
  private @Nullable Server self;
  private Optional<String> schema = Optional.empty();
  private int beats;
  private boolean known;

  ServerRegistration(Config config, Instance<Fact> facts) {
    this.settings = new Settings(config);
    this.facts = facts;
  }

  void start(@Observes StartupEvent event) {
    if (Mode.SERVER.entered()
        && Pools.of(settings.datasource()).isPresent()
        && settings.is(OwnSetting.RELEASE_REGISTER)) {
      OffsetDateTime startedAt = OffsetDateTime.now(ZoneOffset.UTC);
      // Failures stay within one heartbeat.
      var unused =
          clock.scheduleWithFixedDelay(
              () -> beat(startedAt), 0, Servers.HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  void stop(@Observes ShutdownEvent event) {
    clock.shutdownNow();
    try {
      // A running heartbeat is allowed to finish, or it would re-register after leaving.
      if (clock.awaitTermination(2, TimeUnit.SECONDS) && known) {
        new Servers(Pools.administered()).leave(id);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException | RuntimeException e) {
      LOG.debug("This server stays listed until its entry expires.", e);
    }
  }

  private void beat(OffsetDateTime startedAt) {
    try {
      Server server = self;
      if (server == null) {
        server = describe(startedAt);
        self = server;
      }
      tell(server);
      if (beats++ % BEATS_TO_ASK == 0) {
        Optional<String> now = schemaNow();
        if (now.isPresent() && !now.equals(schema)) {
          schema = now;
          tell(server);
        }
      }
    } catch (Exception e) {
      // The service's own checks report that the database is down.
      LOG.debug("This server's sign of life could not be recorded.", e);
    }
  }

  private void tell(Server server) throws SQLException {
    known |= new Servers(Pools.administered()).beat(server.at(schema), fingerprints);
  }

  private Server describe(OffsetDateTime startedAt) {
    Fingerprints keyed = Fingerprints.of(settings);
    fingerprints = keyed.of(EffectiveSettings.of(settings));
    return new Server(
        id,
        Release.current().toString(),
        Runtime.version().toString(),
        Database.hostName(),
        ProcessHandle.current().pid(),
        settings.environment(),
        Optional.empty(),
        keyed.total(fingerprints),
        startedAt,
        startedAt);
  }

  private Optional<String> schemaNow() {
    for (Fact fact : facts) {
      if (fact.name().equals("schema")) {
        try {
          return Optional.of(fact.value(Pools.administered(), settings));
        } catch (Exception e) {
          LOG.debug("The schema's state is not known.", e);
        }
      }
    }
    return Optional.empty();
  }
}
