package dev.oneoff.admin.cli.record;

import dev.oneoff.admin.cli.Invocation;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The ledger keeps every run of this command, because it changes something or shows the service's
 * rows: from before its work begins until it ends, however it ends. It also takes {@code --reason}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Recorded {

  /** The options with which it changes nothing and shows no rows, so that nothing is recorded. */
  String[] unless() default {};

  /**
   * Whether it is recorded only from the moment it calls {@link Invocation#begins()}: for a command
   * that usually finds nothing to do.
   */
  boolean onceItBegins() default false;

  /**
   * Whether it may be the one that repairs the ledger, and so works without it. Any other command
   * that writes or unmasks is refused then.
   */
  boolean cure() default false;

  /**
   * Whether it {@linkplain Invocation#control() listens} while it works: it can be paused, resumed
   * and cancelled, and an interrupted run resumes when its command line is run again.
   */
  boolean stoppable() default false;

  /**
   * Whether each of its statements is recorded too. The connection for that then stays open from
   * the beginning to the end of the run; otherwise it is closed while the command works, which may
   * take hours.
   */
  boolean statements() default false;
}
