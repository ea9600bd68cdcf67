package org.example.bakery;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.math.BigDecimal;

@Entity
public class Bread {

  @Id public Long id;

  public String name;

  public BigDecimal price;
}
