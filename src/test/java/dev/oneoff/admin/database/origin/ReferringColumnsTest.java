package dev.oneoff.admin.database.origin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.TestDatabase;
import java.sql.Connection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReferringColumnsTest {

  @RegisterExtension private final TestDatabase database = new TestDatabase();

  @Test
  void whatRefersToAMaskedColumnIsMaskedByWayOfOthersToo() throws Exception {
    database.execute(
        """
        create table persons (name text, tax_number text, unique (name, tax_number), primary key (tax_number));
        create table payslips (id int primary key, person text references persons unique, month int);
        create table copies (id int references payslips, person text references payslips (person));
        create table badges (name text, number text,
          foreign key (name, number) references persons (name, tax_number));
        """);
    Masking masking;
    try (Connection connection = database.connect()) {
      masking = ReferringColumns.with((table, column) -> column.equals("tax_number"), connection);
    }
    assertThat(masking.masks("persons", "tax_number")).isTrue();
    assertThat(masking.masks("payslips", "person")).isTrue();
    assertThat(masking.masks("copies", "person")).isTrue();
    assertThat(masking.masks("badges", "number")).isTrue();
    assertThat(masking.masks("badges", "name")).isFalse();
    assertThat(masking.masks("copies", "id")).isFalse();
    assertThat(masking.masks("payslips", "month")).isFalse();
  }
}
