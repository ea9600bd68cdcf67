package dev.oneoff.admin.cli.cache;

import dev.oneoff.admin.database.local.PrivateFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The main class of the process that makes a container image's caches, while the image is built:
 * one for all commands, and one for help, which the large one would hold up. It is the jar with
 * PostgreSQL in it that runs; the jar for which the cache is may have none.
 */
public final class ImageCache {

  // An image may be built for another processor, by emulation.
  private static final Duration LIMIT = Duration.ofMinutes(30);

  private ImageCache() {}

  /**
   * Makes them, or ends with 1.
   *
   * @param arguments the jar, where it will be in the image; and the two caches
   */
  public static void main(String[] arguments) throws Exception {
    Path jar = Path.of(arguments[0]);
    Path whole = Path.of(arguments[1]);
    Path help = Path.of(arguments[2]);
    Path work = Files.createTempDirectory("training");
    TrainingDatabase database = new TrainingDatabase(work, work.resolve("programs"));
    boolean made;
    try {
      Optional<String> address =
          database.start(
              e ->
                  System.err.println(
                      "warning: The cache has the classes of help only: " + e.getMessage()));
      TrainingProcess training =
          new TrainingProcess(work, address, LIMIT, ProcessBuilder.Redirect.INHERIT);
      made =
          training.writes(whole, CacheFile.Kind.WHOLE, jar)
              && training.writes(help, CacheFile.Kind.HELP, jar);
    } finally {
      database.stop();
      PrivateFiles.delete(work);
    }
    if (!made) {
      System.err.println("error: The class caches " + whole + " and " + help + " are not made.");
      System.exit(1);
    }
  }
}
