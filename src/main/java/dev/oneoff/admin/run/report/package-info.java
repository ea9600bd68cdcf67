/**
 * Reports: rows from one snapshot, printed as they come. {@link
 * dev.oneoff.admin.run.report.ReportRuns} is the way in; it reads in a {@link
 * dev.oneoff.admin.run.report.Snapshot}, takes records apart by {@link
 * dev.oneoff.admin.run.report.Columns}, and prints in a {@link
 * dev.oneoff.admin.run.report.ReportFormat}.
 */
@NullMarked
package dev.oneoff.admin.run.report;

import org.jspecify.annotations.NullMarked;
