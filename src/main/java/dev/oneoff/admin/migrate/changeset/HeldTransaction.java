package dev.oneoff.admin.migrate.changeset;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The transaction of a changeset, kept open until the changeset is recorded. Liquibase commits the
 * one and then the other, and code in a changeset may commit too: while the transaction is held,
 * none of that ends it, so that both take effect or neither does.
 */
final class HeldTransaction {

  private final Connection connection;
  private boolean held;
  private boolean asked;
  private boolean lost;

  HeldTransaction(Connection connection) {
    this.connection = connection;
  }

  /** The same connection for callers that must not end the transaction. */
  Connection guarded() {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (self, method, arguments) -> call(method, arguments));
  }

  /** From now on commits are deferred. */
  void hold() {
    held = true;
    asked = false;
    lost = false;
  }

  /** Commits take effect again. */
  void letGo() {
    held = false;
  }

  /**
   * The same, if everything that was done is still in the transaction.
   *
   * @throws SQLException if code asked for a commit and then rolled back, and so undid what it
   *     believes to be committed
   */
  void letGoWhole() throws SQLException {
    held = false;
    if (lost) {
      throw new SQLException(
          "It commits and rolls back by itself, which a changeset in a transaction cannot. Give it"
              + " runInTransaction=\"false\".");
    }
  }

  private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
    if (held) {
      switch (method.getName()) {
        case "commit" -> {
          asked = true;
          return null;
        }
        case "rollback" -> lost |= asked && arguments == null;
        case "setAutoCommit" -> {
          if (arguments != null && Boolean.TRUE.equals(arguments[0])) {
            asked = true;
            return null;
          }
        }
        default -> {}
      }
    }
    try {
      return method.invoke(connection, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
