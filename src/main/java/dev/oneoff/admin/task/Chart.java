package dev.oneoff.admin.task;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Draws a {@link Report}'s rows too, in its HTML page and as SVG. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Chart {

  /** How values become marks. */
  enum Kind {
    BAR,
    LINE
  }

  Kind kind() default Kind.BAR;

  /** The record's component along the bottom: a text, a day, a month. */
  String x();

  /** The components that are drawn, each of them a number. */
  String[] y();
}
