package dev.oneoff.admin.cli.cache;

import dev.oneoff.admin.database.local.PrivateFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The main class of the process that makes a container image's one cache, while the image is built.
 * It is the jar with PostgreSQL in it that runs; the jar for which the cache is may have none.
 */
public final class ImageCache {

  private ImageCache() {}

  /**
   * Makes it, or ends with 1.
   *
   * @param arguments the jar, where it will be in the image; and the cache
   */
  public static void main(String[] arguments) throws Exception {
    Path jar = Path.of(arguments[0]);
    Path cache = Path.of(arguments[1]);
    Path work = Files.createTempDirectory("training");
    TrainingDatabase database = new TrainingDatabase(work, work.resolve("programs"));
    boolean made;
    try {
      Optional<String> address =
          database.start(
              e ->
                  System.err.println(
                      "warning: The cache has the classes of help only: " + e.getMessage()));
      made =
          new TrainingProcess(work, address, ProcessBuilder.Redirect.INHERIT)
              .writes(cache, CacheFile.Kind.WHOLE, jar);
    } finally {
      database.stop();
      PrivateFiles.delete(work);
    }
    if (!made) {
      System.err.println("error: The class cache " + cache + " is not made.");
      System.exit(1);
    }
  }
}
