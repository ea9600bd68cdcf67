package dev.oneoff.admin.database.origin;

/** Why a result's column is not shown. */
public enum Mask {
  /** It is shown. */
  NONE,
  /** It is a sensitive column as it is. */
  COLUMN,
  /** It is made of a sensitive column, or of what cannot be traced. */
  COMPUTED
}
