package dev.oneoff.admin.database;

import static dev.oneoff.admin.database.SqlState.message;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.database.address.DatabaseLocation;
import java.sql.SQLException;

/** Explains why a connection could not be made: what is wrong, and whether waiting helps. */
final class ConnectionFailure {

  static final String SLOTS =
      "Wait until others have closed theirs, make their pools smaller, or have the limit raised"
          + " (the role's, the database's, or the server's max_connections).";

  private ConnectionFailure() {}

  /**
   * The failure in a sentence.
   *
   * @param address the setting that has the address, as people write it
   */
  static AdminException explain(SQLException e, DatabaseLocation to, String address) {
    String user = to.user().map(name -> "'" + name + "'").orElse("this user");
    return switch (SqlState.of(e)) {
      case NOT_LET_IN ->
          AdminException.configuration(
              "PostgreSQL at "
                  + to.host()
                  + " does not let "
                  + user
                  + " in: "
                  + said(e)
                  + ". Check the user and the password in "
                  + address
                  + ".",
              e);
      case NO_SUCH_DATABASE ->
          AdminException.configuration(
              "There is no database '"
                  + to.name()
                  + "' at "
                  + to.host()
                  + ". Create it, or correct the name in "
                  + address
                  + ".",
              e);
      case FORBIDDEN ->
          AdminException.configuration(
              "The role "
                  + user
                  + " may not connect to "
                  + to
                  + ": "
                  + said(e)
                  + ". Grant it (GRANT CONNECT ON DATABASE), or use a role that may.",
              e);
      case NOT_READY ->
          AdminException.configuration(
              "The database " + to + " accepts no connections: " + said(e) + ". Name another one.",
              e);
      case NOT_TALKED_TO, INVALID_SETTING ->
          AdminException.configuration(
              "The connection to " + to + " is refused: " + said(e) + ". Check " + address + ".",
              e);
      case NO_FREE_CONNECTION ->
          AdminException.unavailable(
              "PostgreSQL at "
                  + to.host()
                  + " has no free connection for "
                  + user
                  + " in '"
                  + to.name()
                  + "': "
                  + said(e)
                  + ". "
                  + SLOTS,
              e);
      case NOT_ACCEPTING, ENDED_BY_ADMINISTRATOR, CRASHED ->
          AdminException.unavailable(
              "PostgreSQL at "
                  + to.host()
                  + " is running, but accepts no connections now: "
                  + said(e)
                  + ". Wait until it does, and run the same command again.",
              e);
      case DISK_FULL, OUT_OF_MEMORY, SYSTEM_ERROR ->
          AdminException.unavailable(
              "PostgreSQL at "
                  + to.host()
                  + " is running, but its machine has no room for another session: "
                  + said(e)
                  + ". Run the same command again when that is fixed.",
              e);
      default -> unreachable(e, to, address);
    };
  }

  private static AdminException unreachable(SQLException e, DatabaseLocation to, String address) {
    String asked = to.parameters().getOrDefault("targetServerType", "any");
    if (!asked.equals("any") && said(e).contains("targetServerType")) {
      return AdminException.unavailable(
          "None of "
              + to.host()
              + " answers as "
              + (asked.equals("primary") ? "a primary" : asked)
              + ": those that are running are of another kind, such as standbys. Wait for one, or"
              + " ask for another kind with target_session_attrs in "
              + address
              + ".",
          e);
    }
    return AdminException.unavailable(
        "PostgreSQL at "
            + to.host()
            + " cannot be reached: "
            + said(e)
            + ". Check that it runs and that "
            + address
            + " names the right host and port.",
        e);
  }

  // The driver adds advice of its own in further sentences.
  private static String said(SQLException e) {
    return message(e).replaceFirst("\\. .*$", "");
  }
}
