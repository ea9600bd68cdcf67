package dev.oneoff.admin.migrate.changeset;

import liquibase.exception.DatabaseException;

/**
 * A failure that may have left part of its work committed, as with a procedure that commits:
 * running it again would do that part twice.
 */
final class PartlyKept extends DatabaseException implements Patience.Kept {

  private static final long serialVersionUID = 1L;

  PartlyKept(Exception failure) {
    super(failure.getMessage(), failure);
  }
}
