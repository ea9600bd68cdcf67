package org.example.clinic;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Map;

/** The service's own form of every failure. */
@Provider
public class FailureMapper implements ExceptionMapper<RuntimeException> {

  @Override
  public Response toResponse(RuntimeException e) {
    int status = e instanceof WebApplicationException web ? web.getResponse().getStatus() : 503;
    return Response.status(status)
        .entity(Map.of("diagnosis", String.valueOf(e.getMessage())))
        .build();
  }
}
