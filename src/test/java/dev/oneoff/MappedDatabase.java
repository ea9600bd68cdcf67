package dev.oneoff;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A test class's own entities on a database of its own, which has their tables. They are mapped in
 * XML: Quarkus would take annotated ones for the service's.
 */
public final class MappedDatabase implements BeforeAllCallback, AfterAllCallback {

  private final TestDatabase database = new TestDatabase();
  private final String mapping;
  private final List<String> first = new ArrayList<>();
  private final List<String> then = new ArrayList<>();
  private SessionFactory factory;

  /**
   * Entities of a test.
   *
   * @param test in whose package they are
   * @param entities the elements of their mapping
   */
  public MappedDatabase(Class<?> test, String entities) {
    this.mapping =
        """
        <entity-mappings xmlns="https://jakarta.ee/xml/ns/persistence/orm" version="3.1">
          <package>%s</package>
          <access>FIELD</access>
          %s
        </entity-mappings>
        """
            .formatted(test.getPackageName(), entities);
  }

  /** Executed before there are tables. */
  public MappedDatabase first(String sql) {
    first.add(sql);
    return this;
  }

  /** Executed once there are tables. */
  public MappedDatabase then(String sql) {
    then.add(sql);
    return this;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws SQLException {
    database.create();
    for (String sql : first) {
      database.execute(sql);
    }
    factory =
        database
            .hibernate()
            .setProperty("hibernate.hbm2ddl.auto", "create")
            .setProperty("jakarta.persistence.validation.mode", "none")
            .addInputStream(new ByteArrayInputStream(mapping.getBytes(StandardCharsets.UTF_8)))
            .buildSessionFactory();
    for (String sql : then) {
      database.execute(sql);
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    factory.close();
    database.drop();
  }

  public SessionFactory factory() {
    return factory;
  }

  public TestDatabase database() {
    return database;
  }
}
