package dev.oneoff.admin.model;

import dev.oneoff.admin.database.catalogue.TableFacts.Rule;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What an entity is.
 *
 * @param table where it is kept, as it stands in a statement
 * @param present whether there is such a table
 * @param rows as PostgreSQL estimates them
 * @param bytes with its indexes
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
   * What is kept in columns of its own.
   *
   * @param column nothing where it is computed
   * @param type Java's
   * @param databaseType PostgreSQL's; nothing where the column is not there
   */
  record Attribute(
      String name,
      @Nullable String column,
      String type,
      Optional<String> databaseType,
      boolean key,
      boolean nullable,
      boolean sensitive) {}

  /** How one entity leads to others. */
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
   * A way from the entity to others, or to values that hang on it.
   *
   * @param target the other entity's name, or the values' type
   * @param columns those that say which, with their table where it is another one
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
