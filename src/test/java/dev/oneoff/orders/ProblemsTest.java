package dev.oneoff.orders;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a caller does wrong, the answer is a problem that says what, and never a 500. */
@QuarkusTest
class ProblemsTest {

  @Test
  void eachViolationNamesItsField() {
    problem(Api.post("/api/customers", "{\"name\": \" \", \"email\": \"nobody\"}"), 400)
        .body("violations.field", containsInAnyOrder("name", "email"));
    problem(
            Api.post(
                "/api/orders",
                "{\"customerId\": 1, \"lines\": [{\"productId\": 1, \"quantity\": 0}]}"),
            400)
        .body("violations.field", containsInAnyOrder("lines[0].quantity"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "{", "[]", "\"text\"", "{\"unknown\": 1}", "{\"name\": []}"})
  void anUnreadableBodyIsABadRequest(String body) {
    problem(Api.post("/api/customers", body), 400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ada\\u0000", "Ada\\nLovelace", "Ada \\ud800"})
  void textThatCannotBeStoredOrShownIsAViolation(String name) {
    problem(
            Api.post(
                "/api/customers", "{\"name\": \"%s\", \"email\": \"a@b.com\"}".formatted(name)),
            400)
        .body("violations.message", containsInAnyOrder("must be one line of text"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "0.001", "10000000000", "1e1000000000", "\"much\"", "null"})
  void anInvalidPriceIsABadRequest(String price) {
    problem(
        Api.post(
            "/api/products", "{\"sku\": \"T\", \"name\": \"Tea\", \"price\": %s}".formatted(price)),
        400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"LOST\"", "\"paid\"", "1"})
  void aStatusThatDoesNotExistIsAnsweredWithThoseThatDo(String status) {
    problem(Api.json("{\"status\": %s}".formatted(status)).put("/api/orders/1/status").then(), 400)
        .body(
            "detail", equalTo("status is none of [PLACED, PAID, SHIPPED, DELIVERED, CANCELLED]."));
  }

  @Test
  void aFractionalQuantityIsNotRounded() {
    problem(
            Api.post(
                "/api/orders",
                "{\"customerId\": 1, \"lines\": [{\"productId\": 1, \"quantity\": 1.5}]}"),
            400)
        .body("detail", equalTo("lines[0].quantity has the wrong type."));
  }

  @ParameterizedTest
  @CsvSource({
    "/api/orders?status=LOST, 400",
    "/api/orders?customer=ada, 400",
    "/api/orders?page=x, 400",
    "/api/orders?page=-1, 400",
    "/api/orders?size=0, 400",
    "/api/orders?size=101, 400",
    "/api/orders/ada, 400",
    "/api/customers?name=%00, 400",
    "/api/nothing, 404",
    "/api/a%20b%5B, 404",
  })
  void anUnknownAddressIsReported(String address, int status) {
    problem(given().urlEncodingEnabled(false).get(address).then(), status);
  }

  @Test
  void anUnsupportedMethodOrMediaTypeIsReported() {
    problem(given().delete("/api/orders/1").then(), 405);
    problem(given().contentType(ContentType.TEXT).body("x").post("/api/orders").then(), 415);
    problem(given().accept("text/csv").get("/api/orders").then(), 406);
  }

  @Test
  void aBodyBeyondTheLimitIsNotRead() {
    Api.post("/api/orders", " ".repeat(65 * 1024)).statusCode(413);
  }

  /** What every problem has, and what none may have: our classes. */
  private static ValidatableResponse problem(ValidatableResponse response, int status) {
    return response
        .statusCode(status)
        .contentType("application/problem+json")
        .body("status", equalTo(status))
        .body(not(containsString("dev.oneoff")));
  }
}
