package org.example.library;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;

/** Injects an EntityManager, and reads at the start a table that a fresh database does not have. */
@ApplicationScoped
public class Shelves {

  @Inject EntityManager em;

  @Transactional
  void fill(@Observes StartupEvent start) {
    em.createQuery("select count(b) from Book b").getSingleResult();
  }
}
