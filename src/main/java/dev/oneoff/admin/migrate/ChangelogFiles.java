package dev.oneoff.admin.migrate;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import liquibase.resource.Resource;
import liquibase.resource.ResourceAccessor;

/** The files that Liquibase reads, each read once. */
final class ChangelogFiles {

  private final ResourceAccessor resources;
  private final Map<String, Optional<ChangelogText>> read = new HashMap<>();

  ChangelogFiles(ResourceAccessor resources) {
    this.resources = resources;
  }

  /** Nothing where there is none. */
  Optional<ChangelogText> text(String path) throws IOException {
    Optional<ChangelogText> known = read.get(path);
    if (known == null) {
      known = open(path);
      read.put(path, known);
    }
    return known;
  }

  private Optional<ChangelogText> open(String path) throws IOException {
    Resource resource = resources.get(path);
    if (!resource.exists()) {
      return Optional.empty();
    }
    try (InputStream in = resource.openInputStream()) {
      return Optional.of(new ChangelogText(path, in.readAllBytes()));
    }
  }

  /** The path of what a file names, as seen from it. */
  String beside(String file, String name) throws IOException {
    return resources.get(file).resolveSibling(name).getPath();
  }
}
