package dev.oneoff.admin.cli.record;

import dev.oneoff.admin.cli.Console;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The ledger keeps every run of this command, because it changes something or shows the service's
 * rows: from before its work to its end, whatever that is. It takes {@code --reason} too.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Recorded {

  /** The options with which it changes nothing and shows no rows, so that nothing is recorded. */
  String[] unless() default {};

  /**
   * Whether it is recorded only from the moment when it calls {@link Console#begins()}: for a
   * command that mostly finds nothing to do.
   */
  boolean onceItBegins() default false;

  /**
   * Whether it may be what mends the ledger, so that it works without one. Any other that writes or
   * unmasks is refused then.
   */
  boolean cure() default false;

  /**
   * Whether it {@linkplain Console#control() listens} while it works: it can be paused, resumed and
   * cancelled, and what was interrupted goes on when its command line is run again.
   */
  boolean stoppable() default false;
}
