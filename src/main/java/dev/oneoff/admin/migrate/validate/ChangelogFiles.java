package dev.oneoff.admin.migrate.validate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import liquibase.resource.Resource;
import liquibase.resource.ResourceAccessor;

/** The files that Liquibase reads, each read once. */
public final class ChangelogFiles {

  private final ResourceAccessor resources;
  private final Map<String, Optional<ChangelogText>> read = new HashMap<>();

  public ChangelogFiles(ResourceAccessor resources) {
    this.resources = resources;
  }

  /** Empty if it does not exist. */
  Optional<ChangelogText> text(String path) throws IOException {
    Optional<ChangelogText> known = read.get(key(path));
    return known == null ? text(path, Optional.empty()) : known;
  }

  /** The same, from now on in the encoding that a change declares for it. */
  Optional<ChangelogText> text(String path, Optional<Charset> said) throws IOException {
    Optional<ChangelogText> text = open(path, said);
    read.put(key(path), text);
    return text;
  }

  private static String key(String path) {
    return path.replaceFirst("^(classpath:)?/*", "");
  }

  private Optional<ChangelogText> open(String path, Optional<Charset> said) throws IOException {
    Resource resource = resources.get(path);
    if (!resource.exists()) {
      return Optional.empty();
    }
    try (InputStream in = resource.openInputStream()) {
      return Optional.of(new ChangelogText(path, in.readAllBytes(), said));
    }
  }

  /** Resolves a path in a file, relative to that file. */
  String beside(String file, String name) throws IOException {
    return resources.get(file).resolveSibling(name).getPath();
  }
}
