package dev.oneoff.admin;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks what must not be seen: a field of an entity or its getter, or an option of a task whose
 * value stays out of output, logs, the ledger and process listings.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD})
public @interface Sensitive {

  /** What is shown instead. */
  String MASK = "***";
}
