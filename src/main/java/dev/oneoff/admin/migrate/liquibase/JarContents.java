package dev.oneoff.admin.migrate.liquibase;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import liquibase.resource.AbstractResourceAccessor;
import liquibase.resource.Resource;
import liquibase.resource.URIResource;

/** The contents of a jar, by its central directory, which the class loader has read already. */
final class JarContents extends AbstractResourceAccessor {

  private final String root;
  private final JarFile jar;

  /**
   * Opens it.
   *
   * @param root {@code jar:file:/app.jar!/}
   */
  JarContents(String root) throws IOException {
    this.root = root;
    String file = root.substring("jar:".length(), root.length() - "!/".length());
    this.jar = new JarFile(Path.of(URI.create(file)).toFile());
  }

  @Override
  public List<Resource> search(String path, boolean recursive) {
    SearchOptions options = new SearchOptions();
    options.setRecursive(recursive);
    return search(path, options);
  }

  /** A directory's own files have the depth 1. */
  @Override
  public List<Resource> search(String path, SearchOptions options) {
    String bare = path.replaceFirst("^/+", "").replaceFirst("/*$", "");
    String directory = bare.isEmpty() ? "" : bare + "/";
    return jar.stream()
        .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(directory))
        .map(JarEntry::getName)
        .filter(name -> isWanted(name, directory, options))
        .sorted()
        .map(this::resource)
        .toList();
  }

  private static boolean isWanted(String name, String directory, SearchOptions options) {
    long depth = 1 + name.substring(directory.length()).chars().filter(c -> c == '/').count();
    return depth >= options.getMinDepth()
        && depth <= options.getMaxDepth()
        && (!options.endsWithFilterIsSet()
            || name.toLowerCase(Locale.ROOT)
                .endsWith(options.getEndsWithFilter().toLowerCase(Locale.ROOT)));
  }

  @Override
  public List<Resource> getAll(String path) {
    String name = path.replaceFirst("^/+", "");
    return jar.getEntry(name) == null ? List.of() : List.of(resource(name));
  }

  private Resource resource(String name) {
    return new URIResource(name, URI.create(root + encoded(name)));
  }

  private static String encoded(String name) {
    try {
      return new URI("jar", null, "/" + name, null).getRawPath().substring(1);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(name, e);
    }
  }

  @Override
  public List<String> describeLocations() {
    return List.of(root);
  }

  @Override
  public void close() throws IOException {
    jar.close();
  }
}
