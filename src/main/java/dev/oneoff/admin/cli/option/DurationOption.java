package dev.oneoff.admin.cli.option;

import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A duration, written as in the settings: {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h}. */
public final class DurationOption implements ITypeConverter<Duration> {

  @Override
  public Duration convert(String value) {
    try {
      return DurationConverter.parseDuration(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("'" + value + "' is not a duration such as 30s or 5m");
    }
  }
}
