package org.example.archive;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** Of the second unit. */
@Entity
public class Loan {
  @Id public Long id;
  public String reader;
}
