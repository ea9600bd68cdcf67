package dev.oneoff.admin;

import javax.sql.DataSource;

/**
 * A line that a feature adds to {@code about}. Found by {@link java.util.ServiceLoader}, and in a
 * server as a bean where it is one.
 */
public interface Fact {

  /** What the line is called: {@code schema}. */
  String name();

  /** What it says, asked of the service's database. */
  String value(DataSource dataSource, Settings settings) throws Exception;
}
