package dev.oneoff.admin.migrate.validate;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import liquibase.resource.AbstractResourceAccessor;
import liquibase.resource.Resource;
import liquibase.resource.ResourceAccessor;

/** Resources that remember what was requested: Liquibase itself shows which files it reads. */
final class WatchedResources extends AbstractResourceAccessor {

  private final ResourceAccessor resources;
  private final Set<String> files = new TreeSet<>();
  private final Set<String> directories = new TreeSet<>();

  WatchedResources(ResourceAccessor resources) {
    this.resources = resources;
  }

  /** Those that exist. */
  Set<String> files() {
    return files;
  }

  /** Directories whose files were requested all at once. */
  Set<String> directories() {
    return directories;
  }

  @Override
  public List<Resource> search(String path, SearchOptions options) throws IOException {
    directories.add(path.replaceFirst("/*$", ""));
    return resources.search(path, options);
  }

  @Override
  public List<Resource> search(String path, boolean recursive) throws IOException {
    directories.add(path.replaceFirst("/*$", ""));
    return resources.search(path, recursive);
  }

  /** The same without remembering. */
  ResourceAccessor unwatched() {
    return resources;
  }

  @Override
  public List<Resource> getAll(String path) throws IOException {
    List<Resource> found = resources.getAll(path);
    if (found != null && !found.isEmpty()) {
      files.add(path.replaceFirst("^/+", ""));
    }
    return found;
  }

  @Override
  public List<String> describeLocations() {
    return resources.describeLocations();
  }

  @Override
  public void close() throws Exception {
    resources.close();
  }
}
