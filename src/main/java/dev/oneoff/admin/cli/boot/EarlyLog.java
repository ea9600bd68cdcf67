package dev.oneoff.admin.cli.boot;

import io.quarkus.bootstrap.logging.InitialConfigurator;
import java.util.logging.Level;

/**
 * What is logged before Quarkus has read how to log. It keeps that until then, when it drops what
 * libraries say of themselves; where the boot fails before, it would print all of it.
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
