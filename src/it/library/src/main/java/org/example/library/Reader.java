package org.example.library;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.UUID;

@Entity
public class Reader extends PanacheEntityBase {
  @Id public UUID id;
  public String greeting;
}
