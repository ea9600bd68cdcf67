package dev.oneoff.admin.migrate;

import dev.oneoff.admin.Settings;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The jar that the service's changelog is in. To list a directory of it, Liquibase opens it as a
 * file system, which has an object for each of its tens of thousands of files, and never closes
 * that: a server would keep twenty megabytes for a question of its first second. Whoever asks in a
 * server holds one of these meanwhile; with the last of them the file system goes.
 */
final class ListedJar implements AutoCloseable {

  private static int holders;
  private static boolean foreign;

  private final Optional<URI> jar;

  private ListedJar(Optional<URI> jar) {
    this.jar = jar;
  }

  static ListedJar of(Settings settings) {
    ListedJar listed = new ListedJar(jarOf(Changelog.service(settings).config().changeLog));
    listed.hold();
    return listed;
  }

  private static Optional<URI> jarOf(String changelog) {
    String name = changelog.replaceFirst("^classpath:", "").replaceFirst("^/", "");
    @Nullable URL url = Thread.currentThread().getContextClassLoader().getResource(name);
    try {
      return url != null && url.openConnection() instanceof JarURLConnection connection
          ? Optional.of(URI.create("jar:" + Path.of(connection.getJarFileURL().toURI()).toUri()))
          : Optional.empty();
    } catch (IOException
        | URISyntaxException
        | IllegalArgumentException
        | FileSystemNotFoundException e) {
      // It is somewhere that has no such file system.
      return Optional.empty();
    }
  }

  private void hold() {
    synchronized (ListedJar.class) {
      if (holders++ == 0) {
        foreign = jar.map(ListedJar::open).orElse(false);
      }
    }
  }

  static boolean open(URI jar) {
    try {
      return FileSystems.getFileSystem(jar).isOpen();
    } catch (FileSystemNotFoundException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (ListedJar.class) {
      if (--holders == 0 && !foreign && jar.isPresent() && open(jar.get())) {
        FileSystems.getFileSystem(jar.get()).close();
      }
    }
  }
}
