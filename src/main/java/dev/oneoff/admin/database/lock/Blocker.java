package dev.oneoff.admin.database.lock;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * A session that others wait for, according to {@code pg_stat_activity}. What the database role may
 * not see is empty.
 *
 * @param pid 0 if it is a prepared transaction, which has no session
 * @param name its {@code application_name}, or what kind of session it is
 * @param state {@code active}, {@code idle in transaction}
 * @param age of its transaction
 * @param more how many others are waited for as well
 */
public record Blocker(
    int pid,
    String name,
    String user,
    String state,
    Optional<Duration> age,
    Optional<String> statement,
    int more) {

  static Blocker read(ResultSet row) throws SQLException {
    Long millis = row.getObject(5, Long.class);
    return new Blocker(
        row.getInt(1),
        text(row, 2).orElse(""),
        text(row, 3).orElse(""),
        text(row, 4).orElse(""),
        Optional.ofNullable(millis).map(Duration::ofMillis),
        text(row, 6),
        row.getInt(7) - 1);
  }

  private static Optional<String> text(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getString(column)).filter(text -> !text.isBlank());
  }

  /**
   * {@code psql (pid 42, user app, idle in transaction, its transaction for 14 s), last: select …}
   * with {@code …} for each value in it.
   */
  @Override
  public String toString() {
    if (pid == 0) {
      return "a prepared transaction (see pg_prepared_xacts)" + others();
    }
    return (name.isEmpty() ? "a session without a name" : name)
        + " (pid "
        + pid
        + (user.isEmpty() ? "" : ", user " + user)
        + (state.isEmpty() ? "" : ", " + state)
        + age.map(time -> ", its transaction for " + time.toSeconds() + " s").orElse("")
        + ")"
        + statement
            .map(
                text ->
                    (state.equals("active") ? ", now: " : ", last: ") + OthersStatement.shown(text))
            .orElse("")
        + others();
  }

  private String others() {
    return more > 0 ? ", and " + more + " more" : "";
  }
}
