package dev.oneoff.admin.cli.boot;

import dev.oneoff.admin.Redaction;
import java.util.function.BooleanSupplier;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Redacts what is logged in a command: Hibernate logs each PostgreSQL error along with the values
 * it quotes.
 */
final class LogRedaction extends ExtFormatter {

  private final Formatter formatter;
  private final BooleanSupplier whole;

  private LogRedaction(Formatter formatter, BooleanSupplier whole) {
    this.formatter = formatter;
    this.whole = whole;
  }

  /**
   * Wraps the formatters of all current log handlers.
   *
   * @param whole whether everything may be seen
   */
  static void install(BooleanSupplier whole) {
    for (Handler handler : Logger.getLogger("").getHandlers()) {
      install(handler, whole);
    }
  }

  private static void install(Handler handler, BooleanSupplier whole) {
    if (handler instanceof ExtHandler several) {
      for (Handler each : several.getHandlers()) {
        install(each, whole);
      }
    }
    Formatter formatter = handler.getFormatter();
    if (formatter != null && !(formatter instanceof LogRedaction)) {
      handler.setFormatter(new LogRedaction(formatter, whole));
    }
  }

  @Override
  public String format(ExtLogRecord record) {
    String text = formatter.format(record);
    return whole.getAsBoolean() ? text : Redaction.PROCESS.redactUnreviewed(text);
  }
}
