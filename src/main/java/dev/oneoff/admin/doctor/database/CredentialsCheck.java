package dev.oneoff.admin.doctor.database;

import dev.oneoff.admin.Check;
import dev.oneoff.admin.Finding;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.database.Environment;
import jakarta.enterprise.context.Dependent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.sql.DataSource;

/** Whether the service logs in with an easily guessed password, or as a superuser. */
@Dependent
class CredentialsCheck implements Check {

  private static final Set<String> TRIED_FIRST =
      Set.of(
          "",
          "postgres",
          "password",
          "passwd",
          "secret",
          "admin",
          "root",
          "test",
          "quarkus",
          "changeme",
          "changeit",
          "12345",
          "123456",
          "12345678",
          "qwerty",
          "example");

  private static final String SUPERUSER =
      "select rolsuper, rolname from pg_roles where rolname = session_user";

  @Override
  public String name() {
    return "credentials";
  }

  @Override
  public List<Finding> look(DataSource dataSource, Settings settings) throws Exception {
    if (!Environment.matters(settings, dataSource)) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    String user = settings.text("quarkus.datasource.username").orElse("");
    settings
        .value("quarkus.datasource.password", String.class)
        .map(password -> password.toLowerCase(Locale.ROOT))
        .filter(
            password ->
                TRIED_FIRST.contains(password) || password.equals(user.toLowerCase(Locale.ROOT)))
        .ifPresent(
            password ->
                findings.add(
                    Finding.error(
                        "The database's password is one that attackers try first.",
                        "Change the role's password, and DATABASE_URL with it.")));
    Catalogue.rows(dataSource, SUPERUSER, row -> row.getBoolean(1) ? row.getString(2) : "").stream()
        .filter(role -> !role.isEmpty())
        .forEach(
            role ->
                findings.add(
                    Finding.warning(
                        "The service's role " + role + " is a superuser: nothing is denied to it.",
                        "Let it log in as a role that owns its schema and nothing else.")));
    return findings;
  }
}
