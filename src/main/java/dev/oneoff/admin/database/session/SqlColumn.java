package dev.oneoff.admin.database.session;

import dev.oneoff.admin.database.origin.Mask;

/**
 * A column of a result.
 *
 * @param name as PostgreSQL names it; the second of two with the same name gets a number
 * @param type as PostgreSQL names it
 * @param mask why its values are not shown, if they are not
 */
public record SqlColumn(String name, String type, Mask mask) {

  /** Whether its values are not shown. */
  public boolean masked() {
    return mask != Mask.NONE;
  }
}
