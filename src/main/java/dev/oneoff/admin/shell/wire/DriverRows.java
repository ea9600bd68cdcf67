package dev.oneoff.admin.shell.wire;

import java.util.List;
import org.postgresql.core.Field;
import org.postgresql.core.Tuple;

/** Rows in the driver's representation. */
public record DriverRows(List<Field> columns, List<Tuple> values) {}
