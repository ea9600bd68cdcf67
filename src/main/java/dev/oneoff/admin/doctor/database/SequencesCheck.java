package dev.oneoff.admin.doctor.database;

import dev.oneoff.admin.Check;
import dev.oneoff.admin.Finding;
import dev.oneoff.admin.Settings;
import jakarta.enterprise.context.Dependent;
import java.util.List;
import javax.sql.DataSource;

/** Sequences that have used up most of their numbers, or of those that fit in their column. */
@Dependent
class SequencesCheck implements Check {

  private static final int WARNING_PERCENT = 75;
  private static final int ERROR_PERCENT = 90;

  // An unused one has no last value either.
  private static final String USED =
      """
      with sequences as (
        select c.oid, s.last_value, s.increment_by, s.start_value, s.max_value, s.min_value,
          has_sequence_privilege(c.oid, 'select, usage') as readable,
          (select case a.atttypid when 'smallint'::regtype then 32767 when 'integer'::regtype then 2147483647 end
           from pg_depend d join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
           where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype in ('a', 'i') limit 1) as column_max
        from pg_sequences s
          join pg_namespace n on n.nspname = s.schemaname
          join pg_class c on c.relnamespace = n.oid and c.relname = s.sequencename
        where not s.cycle and s.schemaname !~ '^pg_temp')
      select oid::regclass::text, readable,
        coalesce(100 * (last_value::numeric - start_value)
          / nullif(case when increment_by > 0 then least(max_value, column_max)::numeric - start_value
             else min_value::numeric - start_value end, 0), 0)::integer as percent
      from sequences order by percent desc, 1
      """;

  private record Sequence(String name, boolean readable, int percent) {}

  @Override
  public String name() {
    return "sequences";
  }

  @Override
  public List<Finding> look(DataSource dataSource, Settings settings) throws Exception {
    return Catalogue.rows(
            dataSource,
            USED,
            row -> new Sequence(row.getString(1), row.getBoolean(2), row.getInt(3)))
        .stream()
        .filter(sequence -> !sequence.readable() || sequence.percent() >= WARNING_PERCENT)
        .map(SequencesCheck::judge)
        .toList();
  }

  private static Finding judge(Sequence sequence) {
    if (!sequence.readable()) {
      return Finding.unseen(
          "This role may not read the sequence " + sequence.name() + ".",
          "grant select on sequence " + sequence.name() + " to …;");
    }
    String what =
        "The sequence " + sequence.name() + " has used " + sequence.percent() + "% of its numbers.";
    String advice =
        "Make its column and the sequence a bigint, before an insert fails with the last one.";
    return sequence.percent() >= ERROR_PERCENT
        ? Finding.error(what, advice)
        : Finding.warning(what, advice);
  }
}
