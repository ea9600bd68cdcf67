package dev.oneoff.admin.task;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Stereotype;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class that implements {@link DataFix}, {@link BulkFix}, {@link Cleanup}, {@link
 * BatchCleanup} or {@link Report}. Its command-line name is the class name in kebab case: {@code
 * BackfillSlugs} is {@code fix backfill-slugs}. It is a bean, so it can inject others; its fields
 * with picocli's {@code @Option} and {@code @Parameters} are its parameters.
 */
@Documented
@Stereotype
@Dependent
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Task {

  /** What it does, in one sentence; shown in lists and help. */
  String description();

  /**
   * The date, such as {@code 2027-06-30}, after which this class should be gone: one-off code that
   * stays around gets run again some day. Empty if it is not one-off.
   */
  String deleteBy() default "";

  /**
   * Whether the rows' former values are kept in the ledger's tables until the run is pruned, so
   * that {@code runs undo} can restore them: whole rows, except for sensitive values. A task that
   * erases personal data must not keep them.
   */
  boolean undo() default true;

  /**
   * Whether it does something that no transaction can roll back, such as sending mail or calling
   * another service. Such a task has no dry run.
   */
  boolean effectsOutsideTheDatabase() default false;
}
