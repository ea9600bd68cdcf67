package dev.oneoff.orders;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import java.util.Locale;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProductResourceTest {

  @Test
  void a_price_has_two_digits_from_the_first_answer_on() {
    long id = Api.product("Green tea", "5");

    Api.get("/api/products/" + id).statusCode(200).body("price", equalTo(5.00f));
  }

  @Test
  void a_sku_belongs_to_one_product() {
    String sku = Api.unique("SKU").toUpperCase(Locale.ROOT);
    String product = "{\"sku\": \"%s\", \"name\": \"Tea\", \"price\": 1}".formatted(sku);
    Api.post("/api/products", product).statusCode(201);

    Api.post("/api/products", product)
        .statusCode(409)
        .body("detail", equalTo("A product with the SKU %s exists already.".formatted(sku)));
  }

  @Test
  void products_are_found_by_the_beginning_of_their_name() {
    String name = Api.unique("Oolong");
    long id = Api.product(name, "7.20");

    Api.get("/api/products?name=" + name.toLowerCase(Locale.ROOT))
        .body("items.id", contains((int) id))
        .body("total", equalTo(1));
  }

  @Test
  void a_product_that_does_not_exist_is_not_found() {
    Api.get("/api/products/999999999")
        .statusCode(404)
        .body("detail", equalTo("Product 999999999 does not exist."));
  }
}
