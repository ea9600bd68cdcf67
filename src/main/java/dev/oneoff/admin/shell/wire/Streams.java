package dev.oneoff.admin.shell.wire;

import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.postgresql.core.ParameterList;
import org.postgresql.util.ByteStreamWriter;
import org.postgresql.util.StreamWrapper;

/** Parameters that can only be sent once. */
final class Streams {

  private Streams() {}

  /** Whether a statement, or a batch, has one among its parameters. */
  static boolean areIn(Object[] arguments) {
    List<Object> parameters =
        arguments[1] instanceof Object[] batch ? Arrays.asList(batch) : Arrays.asList(arguments[1]);
    return parameters.stream()
        .filter(ParameterList.class::isInstance)
        .flatMap(each -> values((ParameterList) each))
        .anyMatch(
            value ->
                value instanceof InputStream
                    || value instanceof StreamWrapper
                    || value instanceof ByteStreamWriter);
  }

  private static Stream<Object> values(ParameterList parameters) {
    Object[] values = parameters.getValues();
    return values == null ? Stream.of() : Arrays.stream(values);
  }
}
