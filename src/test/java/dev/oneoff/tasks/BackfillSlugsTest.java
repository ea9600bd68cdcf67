package dev.oneoff.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.admin.task.Items;
import dev.oneoff.orders.Customer;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackfillSlugsTest {

  private final BackfillSlugs task = new BackfillSlugs();

  @ParameterizedTest
  @CsvSource({
    "Ada Lovelace, ada-lovelace",
    "'  Grace  Hopper! ', grace-hopper",
    "Ægir Núñez, gir-nunez",
    "Groß & Söhne GmbH, gross-sohne-gmbh",
    "R2-D2, r2-d2",
    "李小龍, customer-7",
  })
  void aSlugIsTheNameInAsciiWithHyphens(String name, String slug) {
    assertThat(processed(name, false)).isEqualTo(slug);
  }

  @Test
  void aNamesakeGetsItsNumberToo() {
    assertThat(processed("Ada Lovelace", true)).isEqualTo("ada-lovelace-7");
  }

  @Test
  void aLongNameLeavesRoomForTheNumber() {
    assertThat(processed("x".repeat(200), true)).isEqualTo("x".repeat(180) + "-7");
  }

  @Test
  void onlyThoseWithoutASlugAreItems() {
    task.since = LocalDate.of(2024, 1, 1);

    assertThat(task.items())
        .isEqualTo(
            Items.of(
                Customer.class, "slug is null and signedUpOn >= ?1", LocalDate.of(2024, 1, 1)));
  }

  private String processed(String name, boolean namesake) {
    Customer customer = new Customer();
    customer.id = 7L;
    customer.name = name;
    task.slugs =
        new Slugs() {
          @Override
          boolean hasOlderNamesake(Customer whose) {
            return namesake;
          }
        };
    task.process(customer);
    return customer.slug;
  }
}
