/**
 * Charts as SVG, without fonts, scripts or a graphics library: see docs/decisions/0013-charts.md.
 */
@NullMarked
package dev.oneoff.admin.run.report.chart;

import org.jspecify.annotations.NullMarked;
