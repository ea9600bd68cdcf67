package dev.oneoff.admin.shell.names;

import dev.oneoff.admin.database.catalogue.Schema;
import dev.oneoff.admin.shell.compiler.ClassPath;
import dev.oneoff.admin.shell.engine.JavaEngine;
import dev.oneoff.admin.shell.prompt.HqlStrings;
import dev.oneoff.admin.shell.prompt.JavaCompleter;
import dev.oneoff.admin.shell.prompt.Signatures;
import dev.oneoff.admin.shell.prompt.SqlStrings;
import dev.oneoff.admin.shell.source.SourceFiles;
import dev.oneoff.admin.shell.source.Sources;
import java.util.List;

/** What a session's code can name, and typing aids for it. */
public final class ServiceNames {

  private final JavaEngine engine;
  private final ServiceEntities entities;
  private final ServiceBeans beans;
  private final Schema schema;

  public ServiceNames(
      JavaEngine engine, ServiceEntities entities, ServiceBeans beans, Schema schema) {
    this.engine = engine;
    this.entities = entities;
    this.beans = beans;
    this.schema = schema;
  }

  public ServiceEntities entities() {
    return entities;
  }

  public ServiceBeans beans() {
    return beans;
  }

  /**
   * Typing aids.
   *
   * @param words the prompt's own
   */
  public JavaCompleter completer(List<String> words) {
    return new JavaCompleter(
        engine,
        words,
        new HqlStrings(entities.mapped(), beans.types()),
        new SqlStrings(schema),
        signatures());
  }

  /** How named things are declared. */
  public Signatures signatures() {
    return new Signatures(engine, new Sources(SourceFiles.beside(ClassPath.ofTheService())));
  }
}
