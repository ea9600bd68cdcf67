package org.example.bakery;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;

@Path("/breads")
public class BreadResource {

  @Inject EntityManager entities;

  @GET
  public List<Bread> all() {
    return entities.createQuery("from Bread order by id", Bread.class).getResultList();
  }

  @GET
  @Path("{id}")
  public Bread one(Long id) {
    Bread bread = entities.find(Bread.class, id);
    if (bread == null) {
      throw new SoldOutException("There is no bread " + id + ".");
    }
    return bread;
  }

  @POST
  @Transactional
  public Bread bake(Bread bread) {
    entities.persist(bread);
    return bread;
  }

  @GET
  @Path("till")
  public String till() {
    throw new NotAuthorizedException("Basic");
  }

  @GET
  @Path("oven")
  public String oven() {
    throw new IllegalStateException("The oven is cold.");
  }
}
