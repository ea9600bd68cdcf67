package dev.oneoff.admin.transfer.imports;

import dev.oneoff.admin.entity.TableColumn;
import java.util.Optional;

/**
 * An imported column of the file.
 *
 * @param place the index of its value in the record, from 0
 * @param header its name in the file
 * @param staged the staging table's column, as written in a statement
 * @param type its values' type, in PostgreSQL's words
 * @param target where they go
 * @param lookup how the target's value is found, if the file refers to another entity by a natural
 *     key
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
   * @param table as written in a statement
   * @param key the unique column, quoted
   * @param wanted the column whose value is taken, quoted
   * @param entity what one of its rows is called
   * @param attribute what the unique column is called
   */
  public record Lookup(String table, String key, String wanted, String entity, String attribute) {}
}
