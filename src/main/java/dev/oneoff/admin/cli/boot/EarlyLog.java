package dev.oneoff.admin.cli.boot;

import io.quarkus.bootstrap.logging.InitialConfigurator;
import java.util.logging.Level;

/**
 * Drops what is logged before Quarkus has read its logging settings. Quarkus buffers it until then,
 * and then drops what libraries say about themselves; if the boot fails earlier, it would print all
 * of it.
 */
final class EarlyLog {

  private EarlyLog() {}

  static void quieten() {
    InitialConfigurator.DELAYED_HANDLER.setFilter(
        line ->
            InitialConfigurator.DELAYED_HANDLER.isActivated()
                || line.getLevel().intValue() > Level.INFO.intValue()
                || !String.valueOf(line.getLoggerName()).startsWith("org.hibernate."));
  }
}
