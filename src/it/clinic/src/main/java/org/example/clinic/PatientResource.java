package org.example.clinic;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import java.util.List;

@Path("/patients")
public class PatientResource {

  @GET
  @RolesAllowed("ward")
  public List<Patient> all() {
    return Patient.listAll();
  }

  @GET
  @Path("{id}")
  @RolesAllowed("ward")
  public Patient one(Long id) {
    return Patient.<Patient>findByIdOptional(id).orElseThrow(NotFoundException::new);
  }

  @GET
  @Path("pharmacy")
  @RolesAllowed("pharmacist")
  public String pharmacy() {
    return "closed";
  }

  @GET
  @Path("theatre")
  public Patient theatre() {
    throw new IllegalStateException("There is no power.");
  }
}
