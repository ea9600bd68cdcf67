package dev.oneoff.it;

/**
 * The service in {@code src/it/library}, which has Liquibase, Flyway and whatever else disturbs.
 */
final class Library {

  private static final App APP =
      App.of(new HostBuild("library").jar("library.jar")).withClassArchive();

  private Library() {}

  static App app() {
    return APP;
  }
}
