package dev.oneoff.admin.database.origin;

/** Why a result's column is not shown. */
public enum Mask {
  /** It is shown. */
  NONE,
  /** It is a sensitive column itself. */
  COLUMN,
  /** It is computed from a sensitive column, or from something that cannot be traced. */
  COMPUTED
}
