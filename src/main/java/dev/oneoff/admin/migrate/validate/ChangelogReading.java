package dev.oneoff.admin.migrate.validate;

import dev.oneoff.admin.migrate.changeset.Changelog;
import dev.oneoff.admin.migrate.tool.FailedChangeset;
import io.quarkus.liquibase.runtime.LiquibaseConfig;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Scope;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.database.Database;
import liquibase.database.OfflineConnection;
import liquibase.database.core.PostgresDatabase;
import liquibase.exception.LiquibaseException;
import liquibase.parser.ChangeLogParserFactory;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.resource.CompositeResourceAccessor;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.resource.Resource;

/**
 * A changelog as Liquibase reads it, without a database, and every file that it read in doing so.
 */
final class ChangelogReading implements AutoCloseable {

  private final String file;
  private final WatchedResources resources;
  private final List<DirectoryResourceAccessor> directories = new ArrayList<>();
  private final Database database;
  private final ChangeLogParameters parameters;
  private List<ChangeSet> changeSets = List.of();
  private Optional<String> failure = Optional.empty();

  private ChangelogReading(LiquibaseConfig config) throws FileNotFoundException {
    this.file = file(config);
    this.resources = new WatchedResources(resources(config));
    this.database = new PostgresDatabase();
    database.setConnection(
        new OfflineConnection("offline:postgresql?outputLiquibaseSql=none", resources));
    this.parameters = new ChangeLogParameters(database);
    parameters.setContexts(new Contexts(config.contexts));
    parameters.setLabels(new LabelExpression(config.labels));
    config.changeLogParameters.forEach(parameters::set);
  }

  /** Reads it; a failure is kept, along with what was read before it. */
  static ChangelogReading of(Changelog changelog) throws Exception {
    ChangelogReading reading = new ChangelogReading(changelog.config());
    Scope.child(Map.of(Scope.Attr.resourceAccessor.name(), reading.resources), reading::read);
    return reading;
  }

  private void read() {
    try {
      DatabaseChangeLog root =
          ChangeLogParserFactory.getInstance()
              .getParser(file, resources)
              .parse(file, parameters, resources);
      changeSets = root.getChangeSets();
    } catch (LiquibaseException | RuntimeException e) {
      failure = Optional.of(FailedChangeset.reason(e));
    }
  }

  // As quarkus-liquibase finds them.
  private CompositeResourceAccessor resources(LiquibaseConfig config) throws FileNotFoundException {
    CompositeResourceAccessor all =
        new CompositeResourceAccessor(
            new ClassLoaderResourceAccessor(Thread.currentThread().getContextClassLoader()));
    List<Path> paths = new ArrayList<>();
    if (config.searchPath.isPresent()) {
      config.searchPath.get().forEach(path -> paths.add(Path.of(path)));
    } else if (config.changeLog.startsWith("filesystem:")) {
      paths.add(directory(config));
    }
    for (Path path : paths) {
      DirectoryResourceAccessor directory = new DirectoryResourceAccessor(path);
      directories.add(directory);
      all.addResourceAccessor(directory);
    }
    return all;
  }

  private static Path directory(LiquibaseConfig config) {
    return Optional.ofNullable(Path.of(bare(config)).toAbsolutePath().getParent()).orElseThrow();
  }

  private static String bare(LiquibaseConfig config) {
    return config.changeLog.replaceFirst("^(filesystem|classpath):", "");
  }

  private static String file(LiquibaseConfig config) {
    return config.changeLog.startsWith("filesystem:") && config.searchPath.isEmpty()
        ? Path.of(bare(config)).getFileName().toString()
        : bare(config);
  }

  String file() {
    return file;
  }

  List<ChangeSet> changeSets() {
    return changeSets;
  }

  /** Why Liquibase could not read all of it. */
  Optional<String> failure() {
    return failure;
  }

  /**
   * The files below a directory; for the root itself only its own files, not the whole class path.
   */
  List<Resource> below(String directory) throws IOException {
    if (!directory.isEmpty()) {
      return resources.unwatched().search(directory, true);
    }
    List<Resource> found = new ArrayList<>();
    for (DirectoryResourceAccessor one : directories) {
      found.addAll(one.search("", false));
    }
    return found;
  }

  WatchedResources resources() {
    return resources;
  }

  Database database() {
    return database;
  }

  ChangeLogParameters parameters() {
    return parameters;
  }

  @Override
  public void close() throws Exception {
    resources.close();
  }
}
