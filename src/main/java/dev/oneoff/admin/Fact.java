package dev.oneoff.admin;

import javax.sql.DataSource;

/**
 * A line that a feature adds to {@code about}. Found by {@link java.util.ServiceLoader}, or in a
 * server as a bean if it is one.
 */
public interface Fact {

  /** The label of the line: {@code schema}. */
  String name();

  /** The value, read from the service's database. */
  String value(DataSource dataSource, Settings settings) throws Exception;
}
