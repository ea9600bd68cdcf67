package dev.oneoff.orders;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Orders over HTTP. An order's entity tag is its version. */
@Path("/api/orders")
@Tag(name = "Orders")
class OrderResource {

  private final Orders orders;

  OrderResource(Orders orders) {
    this.orders = orders;
  }

  @GET
  @Operation(summary = "List orders, the newest first, by status or customer")
  public Page<OrderView> list(
      @QueryParam("status") @Nullable OrderStatus status,
      @QueryParam("customer") @Nullable Long customerId,
      @Valid @BeanParam Paging paging) {
    return orders.list(status, customerId, paging);
  }

  @GET
  @Path("{id}")
  @Operation(summary = "Read one order")
  @APIResponseSchema(OrderView.class)
  @APIResponse(responseCode = "404", description = "There is no such order")
  public RestResponse<OrderView> get(long id) {
    OrderView order = orders.get(id);
    return ResponseBuilder.ok(order).tag(tag(order.version())).build();
  }

  @POST
  @Operation(summary = "Place an order")
  @APIResponse(
      responseCode = "201",
      description = "Created",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = OrderView.class)))
  @APIResponse(responseCode = "422", description = "The customer or a product does not exist")
  public RestResponse<OrderView> place(@Valid @NotNull NewOrder wanted) {
    OrderView placed = orders.place(wanted);
    return ResponseBuilder.<OrderView>created(URI.create("/api/orders/" + placed.id()))
        .entity(placed)
        .tag(tag(placed.version()))
        .build();
  }

  @PUT
  @Path("{id}/status")
  @Operation(
      summary = "Move an order on to its next status",
      description = "With If-Match only if nobody has changed the order since it was read.")
  @APIResponseSchema(OrderView.class)
  @APIResponse(responseCode = "404", description = "There is no such order")
  @APIResponse(responseCode = "409", description = "The order cannot go there from where it is")
  @APIResponse(responseCode = "412", description = "The order has changed since it was read")
  @Parameter(name = "If-Match", in = ParameterIn.HEADER, description = "An order's entity tag.")
  public RestResponse<OrderView> changeStatus(
      long id, @Valid @NotNull StatusChange change, @Context Request request) {
    OrderView changed =
        orders.changeStatus(
            id, change.status(), version -> request.evaluatePreconditions(tag(version)) == null);
    return ResponseBuilder.ok(changed).tag(tag(changed.version())).build();
  }

  private static EntityTag tag(long version) {
    return new EntityTag(Long.toString(version));
  }
}
