package dev.oneoff.admin.database.origin;

/** Whether the values of a table's column are masked. */
public interface Masking {

  /** Somebody gave a reason why everything may be seen. */
  Masking NONE = (table, column) -> false;

  boolean masks(String table, String column);
}
