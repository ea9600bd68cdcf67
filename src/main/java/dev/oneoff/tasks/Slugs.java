package dev.oneoff.tasks;

import dev.oneoff.orders.Customer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.FlushModeType;
import java.text.Normalizer;
import java.util.Locale;

/** A customer's name in the shop's links: {@code ada-lovelace}, the second one {@code -1815}. */
@ApplicationScoped
class Slugs {

  /** Leaves room for the number in a column of 200. */
  private static final int LENGTH = 180;

  String of(Customer customer) {
    String name = ascii(customer.name);
    if (name.isEmpty()) {
      return "customer-" + customer.id;
    }
    return hasOlderNamesake(customer) ? name + "-" + customer.id : name;
  }

  private static String ascii(String name) {
    // Upper case first, because it expands some letters that are single in lower case: ß becomes
    // SS.
    String letters =
        Normalizer.normalize(
                name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .replaceAll("[^a-z0-9]+", "-");
    String shortened = letters.substring(0, Math.min(letters.length(), LENGTH));
    return shortened.replaceAll("^-|-$", "");
  }

  /**
   * By name and not by slug: the answer does not depend on who gets a slug first, and names have an
   * index.
   */
  boolean hasOlderNamesake(Customer customer) {
    return Customer.getEntityManager()
            .createQuery(
                "select count(*) from Customer where lower(name) = lower(?1) and id < ?2",
                Long.class)
            .setParameter(1, customer.name)
            .setParameter(2, customer.id)
            // No name is changed here, so nothing needs flushing before the query.
            .setFlushMode(FlushModeType.COMMIT)
            .getSingleResult()
        > 0;
  }
}
