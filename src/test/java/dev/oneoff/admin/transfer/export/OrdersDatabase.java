package dev.oneoff.admin.transfer.export;

import dev.oneoff.TestDatabase;
import dev.oneoff.admin.entity.Entities;
import dev.oneoff.orders.Customer;
import dev.oneoff.orders.Order;
import dev.oneoff.orders.OrderLine;
import dev.oneoff.orders.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;

/** A database of its own with the service's tables and a few rows. */
public final class OrdersDatabase implements AutoCloseable {

  private static final Path CHANGESETS = Path.of("src/main/resources/db/changelog/changes");

  private final TestDatabase database = new TestDatabase();
  private final SessionFactory factory;

  public OrdersDatabase() throws IOException, SQLException {
    database.create();
    makeTables(database);
    factory =
        database
            .hibernate()
            .setProperty(
                "hibernate.physical_naming_strategy",
                "org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl")
            .addAnnotatedClasses(Customer.class, Order.class, OrderLine.class, Product.class)
            .buildSessionFactory();
    database.execute(
        """
        insert into customers (id, name, email, phone, signed_up_on, slug) values
          (1, 'Ada', 'ada@example.com', null, '2024-01-01', ''),
          (2, 'Bob, the "Builder"', 'bob@example.com', '+49 30 1', '2024-02-01', null);
        insert into orders (id, customer_id, status, placed_at, updated_at, version) values
          (10, 1, 'PLACED', '2024-03-01 12:00:00.123456+02', '2024-03-01 10:00:00Z', 0)
        """);
  }

  /** The service's tables, by its changesets. */
  public static void makeTables(TestDatabase database) throws IOException, SQLException {
    try (Stream<Path> changesets = Files.list(CHANGESETS)) {
      for (Path changeset : changesets.sorted().toList()) {
        database.execute(Files.readString(changeset));
      }
    }
  }

  public TestDatabase database() {
    return database;
  }

  public Entities entities() {
    return new Entities(factory);
  }

  @Override
  public void close() {
    factory.close();
    database.drop();
  }
}
