package dev.oneoff.admin.run.report;

import java.util.List;
import java.util.Map;

/**
 * Which report somebody asked for, and how.
 *
 * @param name as it is typed: {@code revenue-by-month}
 * @param type the report's own class; its bean's can be one that was made of it
 * @param arguments the words after the name, what is sensitive masked
 * @param parameters the report's own with their values, those by default too, what is sensitive
 *     masked
 */
public record AskedReport(
    String name,
    String description,
    Class<?> type,
    List<String> arguments,
    Map<String, String> parameters,
    ReportFormat format) {}
