/**
 * Reports: rows from one snapshot, printed as they arrive. {@link
 * dev.oneoff.admin.run.report.ReportRuns} is the entry point; it reads in a {@link
 * dev.oneoff.admin.run.report.Snapshot}, splits records into {@link
 * dev.oneoff.admin.run.report.Columns}, and prints in a {@link
 * dev.oneoff.admin.run.report.ReportFormat}.
 */
@NullMarked
package dev.oneoff.admin.run.report;

import org.jspecify.annotations.NullMarked;
