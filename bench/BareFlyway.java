import org.flywaydb.core.Flyway;

/** Flyway's own Java API and nothing else: URL USER PASSWORD DIRECTORY. */
class BareFlyway {

  public static void main(String[] arguments) {
    Flyway.configure()
        .dataSource(arguments[0], arguments[1], arguments[2])
        .locations("filesystem:" + arguments[3])
        .load()
        .migrate();
  }
}
