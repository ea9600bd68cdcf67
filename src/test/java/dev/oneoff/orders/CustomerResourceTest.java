package dev.oneoff.orders;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Locale;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CustomerResourceTest {

  @Test
  void aCreatedCustomerCanBeReadAtItsLocation() {
    String email = Api.unique("Grace") + "@Example.com";
    String location =
        Api.post(
                "/api/customers",
                """
                {"name": " Grace Hopper ", "email": "%s", "phone": "+1 (212) 555-0100"}
                """
                    .formatted(email))
            .statusCode(201)
            .extract()
            .header("Location");

    Api.get(location)
        .statusCode(200)
        .body("name", equalTo("Grace Hopper"))
        .body("email", equalTo(email.toLowerCase(Locale.ROOT)))
        .body("phone", equalTo("+1 (212) 555-0100"))
        .body("signedUpOn", notNullValue())
        .body("slug", nullValue());
  }

  @Test
  void anEmailAddressBelongsToOneCustomerInUpperOrLowerCase() {
    String email = Api.unique("twice") + "@example.com";
    Api.customer("First", email);

    Api.post(
            "/api/customers",
            "{\"name\": \"Second\", \"email\": \"%s\"}".formatted(email.toUpperCase(Locale.ROOT)))
        .statusCode(409)
        .contentType("application/problem+json")
        .body("detail", equalTo("A customer with this e-mail address exists already."));
  }

  @Test
  void theListIsPagedAndCountsAll() {
    String name = Api.unique("Paged");
    long first = Api.customer(name, Api.unique("a") + "@example.com");
    long second = Api.customer(name, Api.unique("b") + "@example.com");
    long third = Api.customer(name, Api.unique("c") + "@example.com");

    Api.get("/api/customers?size=2&name=" + name)
        .statusCode(200)
        .body("items.id", contains((int) first, (int) second))
        .body("page", equalTo(0))
        .body("size", equalTo(2))
        .body("total", equalTo(3));
    Api.get("/api/customers?size=2&page=1&name=" + name)
        .body("items.id", contains((int) third))
        .body("total", equalTo(3));
    Api.get("/api/customers?size=2&page=2&name=" + name)
        .body("items", hasSize(0))
        .body("total", equalTo(3));
  }

  @Test
  void customersAreFoundByTheBeginningOfNameAndEmail() {
    String name = Api.unique("Filtered");
    String email = Api.unique("filtered") + "@example.com";
    long id = Api.customer(name, email);
    Api.customer(name, Api.unique("other") + "@example.com");

    Api.get("/api/customers?name=" + name.toUpperCase(Locale.ROOT) + "&email=" + email)
        .body("items.id", contains((int) id));
    Api.get("/api/customers?email=" + email.substring(1)).body("total", equalTo(0));
  }

  @Test
  void aWildcardInAFilterIsAnOrdinaryCharacter() {
    String name = Api.unique("Sure");
    long wild = Api.customer(name + "%_!x", Api.unique("wild") + "@example.com");
    Api.customer(name + "abcx", Api.unique("tame") + "@example.com");

    named(name + "%_!").body("items.id", contains((int) wild));
    named(name + "___").body("total", equalTo(0));
    named(name + "%x").body("total", equalTo(0));
  }

  private static ValidatableResponse named(String prefix) {
    return given().queryParam("name", prefix).get("/api/customers").then().statusCode(200);
  }

  @Test
  void aCustomerThatDoesNotExistIsNotFound() {
    Api.get("/api/customers/999999999")
        .statusCode(404)
        .contentType("application/problem+json")
        .body("detail", equalTo("Customer 999999999 does not exist."))
        .body("instance", endsWith("/api/customers/999999999"));
  }
}
