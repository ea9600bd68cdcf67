package dev.oneoff.admin.database.local;

import java.nio.file.Path;

/** A process that starts the local PostgreSQL, says which one it got, and ends. */
final class StartOnce {

  private StartOnce() {}

  static Process launch(Path directory, Path programs) throws java.io.IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            StartOnce.class.getName(),
            directory.toString(),
            programs.toString())
        .redirectErrorStream(true)
        .start();
  }

  public static void main(String[] arguments) {
    LocalPostgres postgres = LocalPostgres.in(Path.of(arguments[0]), Path.of(arguments[1]));
    System.out.print("pid " + postgres.start(step -> {}).pid());
  }
}
