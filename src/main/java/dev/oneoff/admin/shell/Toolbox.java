package dev.oneoff.admin.shell;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.shell.value.Sheet;
import dev.oneoff.admin.shell.value.ValuePrinter;
import io.quarkus.arc.Arc;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.transaction.Status;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The implementation behind {@link Helpers}. */
final class Toolbox {

  // A person may be asked meanwhile, and take time. A statement has its own limit.
  private static final int TIMEOUT_SECONDS = (int) Duration.ofHours(1).toSeconds();

  private final ValuePrinter values;
  private final SqlTable sql;

  Toolbox(ValuePrinter values, SqlTable sql) {
    this.values = values;
    this.sql = sql;
  }

  ValuePrinter values() {
    return values;
  }

  /** From now on rows and values are printed there. */
  void on(Sheet sheet) {
    values.on(sheet);
    sql.on(sheet);
  }

  /** A value was printed after the last rows of SQL. */
  void forgetRows() {
    sql.forget();
  }

  /** Prints all rows of the SQL that was printed last; returns whether there were any. */
  boolean rowsAgain(Sheet sheet) {
    return tx(() -> sql.again(sheet));
  }

  <T> T bean(Class<T> type) {
    Instance<T> beans = Arc.container().beanManager().createInstance().select(type);
    if (beans.isResolvable()) {
      return beans.get();
    }
    Instance<T> any =
        Arc.container().beanManager().createInstance().select(type, Any.Literal.INSTANCE);
    throw AdminException.failed(
        beans.isAmbiguous() || !any.isUnsatisfied()
            ? "More than one bean is a " + type.getSimpleName() + ", or it has a qualifier."
            : "No bean is a "
                + type.getSimpleName()
                + ". Quarkus removes those that nothing injects; @Unremovable keeps one.",
        null);
  }

  <T extends @Nullable Object> T tx(Callable<T> work) {
    return QuarkusTransaction.getStatus() == Status.STATUS_NO_TRANSACTION
        ? QuarkusTransaction.requiringNew().timeout(TIMEOUT_SECONDS).call(work)
        : QuarkusTransaction.joiningExisting().call(work);
  }

  void sql(String statement, @Nullable Object... parameters) {
    tx(
        () -> {
          sql.run(statement, parameters);
          return "";
        });
  }
}
