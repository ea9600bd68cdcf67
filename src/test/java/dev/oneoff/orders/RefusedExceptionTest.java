package dev.oneoff.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.ConstraintViolationException.ConstraintKind;
import org.junit.jupiter.api.Test;

class RefusedExceptionTest {

  @Test
  void onlyItsOwnConstraintSaysThatSomethingExistsAlready() {
    ConstraintViolationException own = violation(ConstraintKind.UNIQUE, "products_sku_key");
    ConstraintViolationException another = violation(ConstraintKind.UNIQUE, "products_name_key");
    ConstraintViolationException check = violation(ConstraintKind.CHECK, "products_sku_key");

    assertThat(refused(own)).isInstanceOf(RefusedException.class).hasMessage("It exists.");
    assertThat(refused(another)).isSameAs(another);
    assertThat(refused(check)).isSameAs(check);
  }

  private static RuntimeException refused(ConstraintViolationException violation) {
    return RefusedException.duplicate("products_sku_key", "It exists.", violation);
  }

  private static ConstraintViolationException violation(ConstraintKind kind, String constraint) {
    return new ConstraintViolationException(
        "insert", new SQLException("duplicate key"), "insert …", kind, constraint);
  }
}
