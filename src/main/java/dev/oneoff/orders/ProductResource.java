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

/** Products over HTTP. */
@Path("/api/products")
@Tag(name = "Products")
class ProductResource {

  private final Products products;

  ProductResource(Products products) {
    this.products = products;
  }

  @GET
  @Operation(summary = "List products, by the beginning of their name")
  public Page<ProductView> list(
      @QueryParam("name") @OneLine @Nullable String name, @Valid @BeanParam Paging paging) {
    return products.list(name, paging);
  }

  @GET
  @Path("{id}")
  @Operation(summary = "Read one product")
  @APIResponseSchema(ProductView.class)
  @APIResponse(responseCode = "404", description = "There is no such product")
  public ProductView get(long id) {
    return products.get(id);
  }

  @POST
  @Operation(summary = "Create a product")
  @APIResponse(
      responseCode = "201",
      description = "Created",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ProductView.class)))
  @APIResponse(responseCode = "409", description = "A product with this SKU exists already")
  public RestResponse<ProductView> create(@Valid @NotNull NewProduct wanted) {
    ProductView created = products.create(wanted);
    return ResponseBuilder.<ProductView>created(URI.create("/api/products/" + created.id()))
        .entity(created)
        .build();
  }
}
