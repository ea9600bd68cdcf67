package dev.oneoff.admin.model;

import dev.oneoff.admin.database.catalogue.TableFacts.Rule;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Describes an entity.
 *
 * @param table where it is stored, as written in a statement
 * @param present whether the table exists
 * @param rows PostgreSQL's estimate
 * @param bytes including its indexes
 * @param readable whether this role may read it
 */
record Model(
    String entity,
    String type,
    String table,
    boolean present,
    OptionalLong rows,
    long bytes,
    boolean readable,
    List<Attribute> attributes,
    List<Relation> relations,
    List<Rule> constraints,
    List<Rule> indexes) {

  /**
   * An attribute stored in columns of its own.
   *
   * @param column null if it is computed
   * @param type Java's
   * @param databaseType PostgreSQL's; empty if the column does not exist
   */
  record Attribute(
      String name,
      @Nullable String column,
      String type,
      Optional<String> databaseType,
      boolean key,
      boolean nullable,
      boolean sensitive) {}

  /** The multiplicity of an association. */
  enum Kind {
    ONE_TO_ONE("one to one"),
    MANY_TO_ONE("many to one"),
    ONE_TO_MANY("one to many"),
    MANY_TO_MANY("many to many"),
    VALUES("values");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /**
   * An association with other entities, or with dependent values.
   *
   * @param target the other entity's name, or the values' type
   * @param columns the foreign key, with its table if that is another one
   * @param owned whether its columns are its own; the other side has the same relation
   */
  record Relation(
      String name,
      Kind kind,
      String target,
      List<String> columns,
      boolean owned,
      boolean nullable) {

    Relation orNothing(boolean otherwise) {
      return new Relation(name, kind, target, columns, owned, otherwise);
    }
  }
}
