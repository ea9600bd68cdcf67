package org.example.library;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
public class Counter extends PanacheEntityBase {
  @Id public Long id;
  public int n;
  public String note;
}
