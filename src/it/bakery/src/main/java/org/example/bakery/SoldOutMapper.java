package org.example.bakery;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Map;

/** The service's own way of saying that something is not there. */
@Provider
public class SoldOutMapper implements ExceptionMapper<SoldOutException> {

  @Override
  public Response toResponse(SoldOutException e) {
    return Response.status(410).entity(Map.of("sorry", e.getMessage())).build();
  }
}
