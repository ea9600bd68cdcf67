package dev.oneoff.admin;

import java.util.ServiceLoader;
import javax.sql.DataSource;

/**
 * What must hold before a task works on the service's rows; features contribute them. Found by
 * {@link ServiceLoader}.
 */
public interface Precondition {

  /**
   * Called once before the work.
   *
   * @throws AdminException {@code REFUSED} if it does not hold
   */
  void require(DataSource dataSource, Settings settings) throws Exception;

  /** Checks all of them. */
  static void requireAll(DataSource dataSource, Settings settings) throws Exception {
    for (Precondition precondition : ServiceLoader.load(Precondition.class)) {
      precondition.require(dataSource, settings);
    }
  }
}
