package dev.oneoff.admin.run.report;

import java.util.List;
import java.util.Map;

/**
 * Which report was requested, and how.
 *
 * @param name as typed: {@code revenue-by-month}
 * @param type the report's own class; the bean's may be a generated subclass of it
 * @param arguments the words after the name, sensitive ones masked
 * @param parameters the report's own parameters with their values, defaults included, sensitive
 *     ones masked
 */
public record ReportRequest(
    String name,
    String description,
    Class<?> type,
    List<String> arguments,
    Map<String, String> parameters,
    ReportFormat format) {}
