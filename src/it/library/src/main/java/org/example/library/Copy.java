package org.example.library;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.io.Serializable;

/** One of a book's copies: its key has two columns. */
@Entity
public class Copy extends PanacheEntityBase {

  @Embeddable
  public record Id(@Column(name = "book_id") Long bookId, int number) implements Serializable {}

  @EmbeddedId public Id id;
  public boolean lent;
}
