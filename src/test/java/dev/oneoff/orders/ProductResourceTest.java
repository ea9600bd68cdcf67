package dev.oneoff.orders;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import java.util.Locale;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProductResourceTest {

  @Test
  void aPriceHasTwoDigitsFromTheFirstAnswerOn() {
    long id = Api.product("Green tea", "5");

    Api.get("/api/products/" + id).statusCode(200).body("price", equalTo(5.00f));
  }

  @Test
  void aSkuBelongsToOneProduct() {
    String sku = Api.unique("SKU").toUpperCase(Locale.ROOT);
    String product = "{\"sku\": \"%s\", \"name\": \"Tea\", \"price\": 1}".formatted(sku);
    Api.post("/api/products", product).statusCode(201);

    Api.post("/api/products", product)
        .statusCode(409)
        .body("detail", equalTo("A product with the SKU %s exists already.".formatted(sku)));
  }

  @Test
  void productsAreFoundByTheBeginningOfTheirName() {
    String name = Api.unique("Oolong");
    long id = Api.product(name, "7.20");

    Api.get("/api/products?name=" + name.toLowerCase(Locale.ROOT))
        .body("items.id", contains((int) id))
        .body("total", equalTo(1));
  }

  @Test
  void aProductThatDoesNotExistIsNotFound() {
    Api.get("/api/products/999999999")
        .statusCode(404)
        .body("detail", equalTo("Product 999999999 does not exist."));
  }
}
