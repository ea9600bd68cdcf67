package dev.oneoff.admin.task;

import java.util.List;

/**
 * What follows {@code set} in an HQL {@code update}.
 *
 * @param parameters by number, from 1
 */
public record Assignment(String hql, List<Object> parameters) {

  /** {@code Assignment.set("slug = lower(name), checkedAt = ?1", now)}. */
  public static Assignment set(String hql, Object... parameters) {
    return new Assignment(hql, List.of(parameters));
  }
}
