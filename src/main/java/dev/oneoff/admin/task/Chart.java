package dev.oneoff.admin.task;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Also draws a {@link Report}'s rows as a chart, in its HTML page and as SVG. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Chart {

  /** How values are drawn. */
  enum Kind {
    BAR,
    LINE
  }

  Kind kind() default Kind.BAR;

  /** The record component on the x-axis: a text, a day or a month. */
  String x();

  /** The components to draw, all of them numeric. */
  String[] y();
}
