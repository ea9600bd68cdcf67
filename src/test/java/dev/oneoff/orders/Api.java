package dev.oneoff.orders;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Locale;
import java.util.UUID;

/**
 * The service as its callers see it. What it makes is new each time, so that no test meets
 * another's.
 */
final class Api {

  private Api() {}

  static RequestSpecification json(String body) {
    return given().contentType(ContentType.JSON).body(body);
  }

  static ValidatableResponse get(String address) {
    return given().get(address).then();
  }

  static ValidatableResponse post(String address, String body) {
    return json(body).post(address).then();
  }

  static ValidatableResponse changeStatus(long order, String status) {
    return json("{\"status\": \"%s\"}".formatted(status))
        .put("/api/orders/{id}/status", order)
        .then();
  }

  /** A name that nobody has had before. */
  static String unique(String beginning) {
    return beginning + "-" + UUID.randomUUID().toString().substring(0, 13);
  }

  static long customer() {
    return customer("Ada Lovelace", unique("ada") + "@example.com");
  }

  static long customer(String name, String email) {
    return created(
        "/api/customers", "{\"name\": \"%s\", \"email\": \"%s\"}".formatted(name, email));
  }

  static long product(String name, String price) {
    String sku = unique("TEA").toUpperCase(Locale.ROOT);
    return created(
        "/api/products",
        "{\"sku\": \"%s\", \"name\": \"%s\", \"price\": %s}".formatted(sku, name, price));
  }

  static long order() {
    return order(customer(), product("Green tea", "4.50"));
  }

  static long order(long customer, long... products) {
    StringBuilder lines = new StringBuilder();
    for (long product : products) {
      lines
          .append(lines.isEmpty() ? "" : ", ")
          .append("{\"productId\": %d, \"quantity\": 2}".formatted(product));
    }
    return created(
        "/api/orders", "{\"customerId\": %d, \"lines\": [%s]}".formatted(customer, lines));
  }

  private static long created(String address, String body) {
    return post(address, body).statusCode(201).extract().jsonPath().getLong("id");
  }
}
