package dev.oneoff.admin.database;

import dev.oneoff.admin.AdminException;
import java.sql.SQLException;

/**
 * Tells why a connection could not be made, by PostgreSQL's error code: what is wrong, and whether
 * waiting helps.
 */
public final class ConnectionFailure {

  private ConnectionFailure() {}

  /** Whether a connection that was there is gone: the server ended it, or cannot be heard. */
  public static boolean isLost(SQLException e) {
    // PostgreSQL's classes 08 (connection) and 57P (the server is shut down, starts, or ends an
    // idle
    // session), and the limits that end a session in a transaction.
    String state = String.valueOf(e.getSQLState());
    return state.startsWith("08")
        || state.startsWith("57P0")
        || state.equals("25P03")
        || state.equals("25P04");
  }

  /** Whether nobody was let in: a wrong login, or no such database. */
  public static boolean isRefused(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return state.startsWith("28") || state.equals("3D000");
  }

  public static AdminException explain(SQLException e, DatabaseLocation location) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    String user = location.user().map(name -> "'" + name + "'").orElse("this user");
    return switch (state) {
      case "28P01", "28000" ->
          AdminException.configuration(
              "PostgreSQL at "
                  + location.host()
                  + " does not let "
                  + user
                  + " in: "
                  + firstLine(e)
                  + ". Check the user and the password in DATABASE_URL.",
              e);
      case "3D000" ->
          AdminException.configuration(
              "There is no database '"
                  + location.name()
                  + "' at "
                  + location.host()
                  + ". Create it, or correct the name in DATABASE_URL.",
              e);
      case "42501" ->
          AdminException.configuration(
              user + " may not connect to " + location + ": " + firstLine(e) + ".", e);
      // No address, an unknown parameter, a password that is asked for and not there.
      case "08004", "22023" ->
          AdminException.configuration(
              "The connection to "
                  + location
                  + " is refused: "
                  + firstLine(e)
                  + ". Check DATABASE_URL.",
              e);
      default ->
          AdminException.unavailable(
              "PostgreSQL at "
                  + location.host()
                  + " cannot be reached: "
                  + firstLine(e)
                  + ". Check that it runs and that DATABASE_URL names the right host and port.",
              e);
    };
  }

  private static String firstLine(SQLException e) {
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    // The driver adds advice of its own in further sentences.
    return message.replaceFirst("^FATAL: ", "").replaceFirst("\\.( .*)?$", "");
  }
}
