package dev.oneoff.admin;

import java.util.List;
import javax.sql.DataSource;

/**
 * One thing that {@code doctor} checks. Any bean that implements it, whether from the toolkit or
 * from the service, is another check. It only reads: its connections are read-only, and a statement
 * that takes longer than ten seconds is cancelled.
 */
public interface Check {

  /** In kebab case, as {@code doctor} shows it and {@code oneoff.doctor.skip} names it. */
  String name();

  /**
   * One that tells what the toolkit meets in a service, and what is missing, for {@code doctor
   * --adopt} only. What it finds need not be wrong.
   */
  interface OfAdoption extends Check {}

  /**
   * Looks at the database, in short transactions, or at anything else.
   *
   * @param dataSource the service's database, through its pool; if it is down, asking for a
   *     connection throws, and doctor reports that
   * @param settings the settings in effect in this process
   * @return what is wrong; empty if nothing is
   * @throws Exception if it could not look, which is shown as {@link Finding.Severity#UNSEEN}
   */
  List<Finding> look(DataSource dataSource, Settings settings) throws Exception;
}
