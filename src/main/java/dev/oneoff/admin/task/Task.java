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
 * BatchCleanup} or {@link Report}. Its name on the command line is its class's name in kebab case:
 * {@code BackfillSlugs} is {@code fix backfill-slugs}. It is a bean, so it may inject; its fields
 * with picocli's {@code @Option} and {@code @Parameters} are its parameters.
 */
@Documented
@Stereotype
@Dependent
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Task {

  /** What it does, in a sentence; shown in lists and help. */
  String description();

  /**
   * The day, as in {@code 2027-06-30}, after which this class should be gone: one-off code that
   * stays is run again one day. Empty for what is not one-off.
   */
  String deleteBy() default "";

  /**
   * Whether the former values of the rows are kept in the ledger's tables until the run is pruned,
   * so that {@code runs undo} can put them back: whole rows, but for what is sensitive. An erasure
   * of personal data must not keep them.
   */
  boolean undo() default true;

  /**
   * Whether it does something that no transaction takes back: sends mail, calls another service.
   * There is no dry run of such a task.
   */
  boolean effectsOutsideTheDatabase() default false;
}
