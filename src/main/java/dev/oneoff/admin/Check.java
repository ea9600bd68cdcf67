package dev.oneoff.admin;

import java.util.List;
import javax.sql.DataSource;

/**
 * One thing that {@code doctor} looks at. A bean that implements it is one more check, of the
 * toolkit or of the service alike. It only looks: its connections are read-only, and a statement
 * that takes longer than ten seconds is ended.
 */
public interface Check {

  /** In kebab case, as {@code doctor} shows it and {@code oneoff.doctor.skip} names it. */
  String name();

  /**
   * Looks, at the database by short transactions or at anything else.
   *
   * @param dataSource the service's database, as its pool gives it; whoever asks for a connection
   *     of one that is away is thrown out, and doctor says so
   * @param settings as they are in force in this process
   * @return what is not as it should be; nothing where all is
   * @throws Exception if it could not look, which is shown as {@link Finding.Severity#UNSEEN}
   */
  List<Finding> look(DataSource dataSource, Settings settings) throws Exception;
}
