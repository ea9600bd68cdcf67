package dev.oneoff.admin.transfer.imports;

import dev.oneoff.admin.entity.TableColumn;
import java.util.Optional;

/**
 * A column of the file that goes in.
 *
 * @param place which of the record's values it is, from 0
 * @param header what the file calls it
 * @param staged the staging table's column, as it stands in a statement
 * @param type its values' type, in PostgreSQL's words
 * @param target where they go
 * @param lookup how the target's value is found, where the file names another entity by a key of
 *     nature
 */
public record FileColumn(
    int place,
    String header,
    String staged,
    String type,
    TableColumn target,
    Optional<Lookup> lookup) {

  /**
   * Another entity's row, by one of its unique columns.
   *
   * @param table as it stands in a statement
   * @param key the unique column, quoted
   * @param wanted the column whose value is taken, quoted
   * @param entity what a row of it is called
   * @param attribute what the unique column is called
   */
  public record Lookup(String table, String key, String wanted, String entity, String attribute) {}
}
