package dev.oneoff.orders;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Customers over HTTP. */
@Path("/api/customers")
@Tag(name = "Customers")
class CustomerResource {

  private final Customers customers;

  CustomerResource(Customers customers) {
    this.customers = customers;
  }

  @GET
  @Operation(summary = "List customers, by the beginning of their name or e-mail address")
  public Page<CustomerView> list(
      @QueryParam("name") @OneLine @Nullable String name,
      @QueryParam("email") @OneLine @Nullable String email,
      @Valid @BeanParam Paging paging) {
    return customers.list(name, email, paging);
  }

  @GET
  @Path("{id}")
  @Operation(summary = "Read one customer")
  @APIResponseSchema(CustomerView.class)
  @APIResponse(responseCode = "404", description = "There is no such customer")
  public CustomerView get(long id) {
    return customers.get(id);
  }

  @POST
  @Operation(summary = "Create a customer")
  @APIResponse(
      responseCode = "201",
      description = "Created",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = CustomerView.class)))
  @APIResponse(
      responseCode = "409",
      description = "A customer with this e-mail address exists already")
  public RestResponse<CustomerView> create(@Valid @NotNull NewCustomer wanted) {
    CustomerView created = customers.create(wanted);
    return ResponseBuilder.<CustomerView>created(URI.create("/api/customers/" + created.id()))
        .entity(created)
        .build();
  }
}
