package dev.oneoff.orders;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A customer as the API returns it. */
public record CustomerView(
    long id,
    String name,
    String email,
    @Nullable String phone,
    LocalDate signedUpOn,
    @Nullable String slug) {

  static CustomerView of(Customer customer) {
    return new CustomerView(
        customer.id,
        customer.name,
        customer.email,
        customer.phone,
        customer.signedUpOn,
        customer.slug);
  }
}
