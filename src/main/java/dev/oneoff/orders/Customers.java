package dev.oneoff.orders;

import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Operations on customers. */
@ApplicationScoped
@Transactional
public class Customers {

  public Page<CustomerView> list(
      @Nullable String namePrefix, @Nullable String emailPrefix, Paging paging) {
    Filter filter =
        new Filter().startsWith("lower(name)", namePrefix).startsWith("email", emailPrefix);
    return Page.of(
        Customer.<Customer>find(filter.where(), Sort.by("id"), filter.parameters()),
        paging,
        CustomerView::of);
  }

  public CustomerView get(long id) {
    return Customer.<Customer>findByIdOptional(id)
        .map(CustomerView::of)
        .orElseThrow(() -> RefusedException.missing("Customer", id));
  }

  public CustomerView create(NewCustomer wanted) {
    Customer customer = new Customer();
    customer.name = wanted.name().strip();
    customer.email = wanted.email().toLowerCase(Locale.ROOT);
    customer.phone = wanted.phone();
    customer.signedUpOn = LocalDate.now(ZoneOffset.UTC);
    try {
      customer.persistAndFlush();
    } catch (ConstraintViolationException e) {
      throw RefusedException.duplicate(
          "customers_email_key", "A customer with this e-mail address exists already.", e);
    }
    return CustomerView.of(customer);
  }
}
