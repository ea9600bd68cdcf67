package dev.oneoff.admin.shell.wire;

import dev.oneoff.admin.database.pool.Wire;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.ParameterList;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultHandler;
import org.postgresql.core.TransactionState;
import org.postgresql.jdbc.PgConnection;
import org.postgresql.util.ByteStreamWriter;
import org.postgresql.util.StreamWrapper;

/**
 * A call of one of {@link QueryExecutor}'s methods {@code execute}, for one statement or a batch:
 * the only place that knows the positions of their arguments.
 */
final class ExecuteCall {

  private static final int STATEMENTS = 0;
  private static final int PARAMETERS = 1;
  private static final int HANDLER = 2;
  private static final int FETCH_SIZE = 4;
  private static final int FLAGS = 5;

  private final Object[] arguments;

  private ExecuteCall(Object[] arguments) {
    this.arguments = arguments;
  }

  /** Empty if the driver's other methods are called. */
  static Optional<ExecuteCall> of(Method method, Object @Nullable [] arguments) {
    return arguments != null && method.getName().equals("execute")
        ? Optional.of(new ExecuteCall(arguments))
        : Optional.empty();
  }

  /** As the driver takes them. */
  Object[] arguments() {
    return arguments;
  }

  /** The statement, if it is not a batch. */
  Optional<Query> single() {
    return arguments[STATEMENTS] instanceof Query one ? Optional.of(one) : Optional.empty();
  }

  boolean isBatch() {
    return arguments[STATEMENTS] instanceof Query[];
  }

  /** Those of a batch; empty if it is none. */
  List<Query> batch() {
    return arguments[STATEMENTS] instanceof Query[] several ? List.of(several) : List.of();
  }

  /** The values of a single statement, if it takes any. */
  Optional<ParameterList> values() {
    return arguments[PARAMETERS] instanceof ParameterList values
        ? Optional.of(values)
        : Optional.empty();
  }

  /** All of them, as divided by the driver. */
  List<Query> statements() {
    return Wire.statements(arguments);
  }

  /** Who waits for the results. */
  ResultHandler handler() {
    return (ResultHandler) arguments[HANDLER];
  }

  /** A bit set, of the constants in {@link QueryExecutor}. */
  int flags() {
    return (int) arguments[FLAGS];
  }

  boolean has(int flag) {
    return (flags() & flag) != 0;
  }

  /** Whether the statements are not only described. */
  boolean runs() {
    return !has(QueryExecutor.QUERY_DESCRIBE_ONLY);
  }

  /** Whether it is sent outside of a transaction. */
  boolean isAlone(PgConnection connection) {
    return has(QueryExecutor.QUERY_SUPPRESS_BEGIN)
        && transactionState(connection) == TransactionState.IDLE;
  }

  /** Whether there are parameters that can only be sent once. */
  boolean hasStreams() {
    return parameters()
        .flatMap(ExecuteCall::values)
        .anyMatch(
            value ->
                value instanceof InputStream
                    || value instanceof StreamWrapper
                    || value instanceof ByteStreamWriter);
  }

  private Stream<ParameterList> parameters() {
    return (arguments[PARAMETERS] instanceof Object[] batch
            ? Arrays.stream(batch)
            : Stream.of(arguments[PARAMETERS]))
        .filter(ParameterList.class::isInstance)
        .map(ParameterList.class::cast);
  }

  private static Stream<Object> values(ParameterList parameters) {
    Object[] values = parameters.getValues();
    return values == null ? Stream.of() : Arrays.stream(values);
  }

  /** The same call, whose results somebody else gets. */
  ExecuteCall to(ResultHandler handler) {
    Object[] changed = arguments.clone();
    changed[HANDLER] = handler;
    return new ExecuteCall(changed);
  }

  /** The same call of another statement. */
  ExecuteCall with(Query statement, int fetchSize, int flags) {
    Object[] changed = arguments.clone();
    changed[STATEMENTS] = statement;
    changed[FETCH_SIZE] = fetchSize;
    changed[FLAGS] = flags;
    return new ExecuteCall(changed);
  }

  static TransactionState transactionState(PgConnection connection) {
    return connection.getQueryExecutor().getTransactionState();
  }
}
