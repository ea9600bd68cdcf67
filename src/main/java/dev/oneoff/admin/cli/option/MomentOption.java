package dev.oneoff.admin.cli.option;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A point in time: so long ago ({@code 2h}, {@code 7d}), the start of a day in the local zone
 * ({@code 2026-11-25}), or a timestamp ({@code 2026-11-25T08:00:00Z}).
 */
public final class MomentOption implements ITypeConverter<Instant> {

  @Override
  public Instant convert(String value) throws Exception {
    try {
      if (value.contains("T")) {
        return Instant.parse(value);
      }
      if (value.contains("-")) {
        return LocalDate.parse(value).atStartOfDay(ZoneId.systemDefault()).toInstant();
      }
      Duration ago = new DurationOption().convert(value);
      return Instant.now().minus(ago);
    } catch (DateTimeException e) {
      throw new TypeConversionException(
          "'" + value + "' is neither a time such as 2h or 7d nor a date such as 2026-11-25");
    }
  }
}
