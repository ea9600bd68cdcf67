package dev.oneoff.admin.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.TestDatabase;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ServersTest {

  @RegisterExtension final TestDatabase database = new TestDatabase();

  private static final Map<String, String> SETTINGS = Map.of("quarkus.log.level", "12ab");

  private final Server server =
      new Server(
          UUID.randomUUID(),
          "orders 2",
          "17",
          "pod-1",
          7,
          Optional.of("test"),
          Optional.of("0004"),
          "abc",
          OffsetDateTime.of(2026, 1, 2, 3, 4, 5, 0, ZoneOffset.UTC),
          OffsetDateTime.of(2026, 1, 2, 3, 4, 5, 0, ZoneOffset.UTC));

  @Test
  void aServerIsListedUntilItStops() throws Exception {
    LedgerTables.create(database);
    Servers servers = new Servers(database.dataSource());

    assertThat(servers.beat(server, SETTINGS)).isTrue();
    assertThat(servers.beat(server, SETTINGS)).isTrue();

    assertThat(servers.living())
        .singleElement()
        .usingRecursiveComparison()
        .ignoringFields("heartbeatAt", "startedAt")
        .isEqualTo(server);
    assertThat(servers.settings(server.id())).isEqualTo(SETTINGS);
    servers.leave(server.id());
    assertThat(servers.living()).isEmpty();
    assertThat(servers.settings(server.id())).isEmpty();
  }

  @Test
  void eachHeartbeatReportsTheSchemasState() throws Exception {
    LedgerTables.create(database);
    Servers servers = new Servers(database.dataSource());
    servers.beat(server.at(Optional.of("0003, 1 pending, needs 0004")), SETTINGS);

    servers.beat(server.at(Optional.of("0004")), SETTINGS);

    assertThat(servers.living())
        .singleElement()
        .extracting(Server::schema)
        .isEqualTo(Optional.of("0004"));
  }

  @Test
  void aSilentServerIsDeadAndForgotten() throws Exception {
    LedgerTables.create(database);
    Servers servers = new Servers(database.dataSource());
    servers.beat(server, SETTINGS);
    database.execute(
        "update admin_server set heartbeat_at = clock_timestamp() - interval '36 seconds'");

    assertThat(servers.living()).isEmpty();
    servers.beat(
        new Server(
            UUID.randomUUID(),
            "orders 2",
            "17",
            "pod-2",
            8,
            Optional.empty(),
            Optional.empty(),
            "abc",
            server.startedAt(),
            server.startedAt()),
        Map.of());
    assertThat(database.query("select host from admin_server")).containsExactly("pod-2");
  }

  @Test
  void withoutTheTableNothingIsListedOrFails() throws Exception {
    Servers servers = new Servers(database.dataSource());

    assertThat(servers.living()).isEmpty();
    assertThat(servers.beat(server, SETTINGS)).isFalse();
  }
}
