package dev.oneoff.it;

import java.sql.SQLException;

/** The service in {@code src/it/bakery}, whose schema no tool migrates. */
final class Bakery {

  private static final String JAR = "bakery.jar";
  private static final App APP = App.of(new HostBuild("bakery").jar(JAR)).withClassArchive();

  private Bakery() {}

  static App app() {
    return APP;
  }

  /** The same service without the toolkit. */
  static App withoutToolkit() {
    return App.of(new HostBuild("bakery", "bakery-without-toolkit", "-Dwithout-toolkit").jar(JAR));
  }

  /** A database as somebody made it by hand. */
  static JarPostgres.Database database() throws SQLException {
    JarPostgres.Database database = JarPostgres.database();
    database.execute(
        """
        create table bread (id bigint primary key, name varchar(255) not null, price numeric(38, 2));
        insert into bread values (1, 'Rye', 4.50), (2, 'Spelt', 5.20)
        """);
    return database;
  }
}
