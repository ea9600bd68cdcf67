package dev.oneoff.orders;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OrderResourceTest {

  @Test
  void aPlacedOrderCanBeReadAtItsLocation() {
    long customer = Api.customer();
    long tea = Api.product("Green tea", "4.50");
    long cup = Api.product("Cup", "12");
    String body =
        """
        {"customerId": %d, "lines": [
          {"productId": %d, "quantity": 3},
          {"productId": %d, "quantity": 1}]}
        """
            .formatted(customer, tea, cup);

    String location =
        Api.post("/api/orders", body)
            .statusCode(201)
            .header("ETag", "\"0\"")
            .extract()
            .header("Location");

    Api.get(location)
        .statusCode(200)
        .header("ETag", "\"0\"")
        .body("customerId", equalTo((int) customer))
        .body("status", equalTo("PLACED"))
        .body("version", equalTo(0))
        .body("total", equalTo(25.50f))
        .body("lines.productId", contains((int) tea, (int) cup))
        .body("lines.quantity", contains(3, 1))
        .body("lines.unitPrice", contains(4.50f, 12.00f));
  }

  @Test
  void anOrderOfAnUnknownCustomerNamesIt() {
    Api.post("/api/orders", order(999_999_999, Api.product("Tea", "1")))
        .statusCode(422)
        .contentType("application/problem+json")
        .body("detail", equalTo("Customer 999999999 does not exist."));
  }

  @Test
  void anOrderOfAnUnknownProductNamesIt() {
    Api.post("/api/orders", order(Api.customer(), 999_999_999))
        .statusCode(422)
        .contentType("application/problem+json")
        .body("detail", equalTo("Product 999999999 does not exist."));
  }

  @Test
  void ordersAreListedByCustomerAndStatusWithTheNewestFirst() {
    long customer = Api.customer();
    long tea = Api.product("Green tea", "4.50");
    long oldest = Api.order(customer, tea);
    long paid = Api.order(customer, tea);
    long newest = Api.order(customer, tea);
    Api.changeStatus(paid, "PAID").statusCode(200);

    Api.get("/api/orders?customer=" + customer)
        .statusCode(200)
        .body("items.id", contains((int) newest, (int) paid, (int) oldest))
        .body("total", equalTo(3));
    Api.get("/api/orders?status=PAID&customer=" + customer).body("items.id", contains((int) paid));
    Api.get("/api/orders?status=PLACED&size=1&customer=" + customer)
        .body("items.id", contains((int) newest))
        .body("items[0].lines", hasSize(1))
        .body("total", equalTo(2));
  }

  @Test
  void anOrderGoesAllTheWayToItsCustomer() {
    long order = Api.order();

    Api.changeStatus(order, "PAID").statusCode(200).header("ETag", "\"1\"");
    Api.changeStatus(order, "SHIPPED").statusCode(200).header("ETag", "\"2\"");
    Api.changeStatus(order, "DELIVERED").statusCode(200).body("status", equalTo("DELIVERED"));
    Api.changeStatus(order, "CANCELLED")
        .statusCode(409)
        .contentType("application/problem+json")
        .body("detail", endsWith("is DELIVERED and cannot become CANCELLED, nothing else."));
  }

  @Test
  void theStatusOfAnOrderThatDoesNotExistIsNotFound() {
    Api.changeStatus(999_999_999, "PAID")
        .statusCode(404)
        .body("detail", equalTo("Order 999999999 does not exist."));
  }

  @Test
  void aChangeThatNamesTheVersionItKnowsIsMadeOnce() {
    long order = Api.order();

    changeIfMatch(order, "\"0\"", "PAID", 200);
    changeIfMatch(order, "\"0\"", "SHIPPED", 412);
    Api.get("/api/orders/" + order).body("status", equalTo("PAID")).header("ETag", "\"1\"");
    changeIfMatch(order, "\"0\", \"1\"", "SHIPPED", 200);
    changeIfMatch(order, "*", "DELIVERED", 200);
  }

  private static void changeIfMatch(long order, String tag, String status, int expected) {
    Api.json("{\"status\": \"%s\"}".formatted(status))
        .header("If-Match", tag)
        .put("/api/orders/{id}/status", order)
        .then()
        .statusCode(expected);
  }

  private static String order(long customer, long product) {
    return "{\"customerId\": %d, \"lines\": [{\"productId\": %d, \"quantity\": 1}]}"
        .formatted(customer, product);
  }
}
