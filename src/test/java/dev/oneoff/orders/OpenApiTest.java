package dev.oneoff.orders;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OpenApiTest {

  @Test
  void everyOperationHasASummaryAndSaysWhatItAnswers() {
    Map<String, Map<String, Map<String, ?>>> paths =
        given().get("/q/openapi?format=json").then().extract().jsonPath().getMap("paths");

    assertThat(paths).containsKeys("/api/customers", "/api/products", "/api/orders");
    paths.forEach(
        (path, operations) ->
            operations.forEach(
                (method, operation) ->
                    assertThat(operation)
                        .as("%s %s", method, path)
                        .hasEntrySatisfying("summary", it -> assertThat(it).isNotNull())
                        .hasEntrySatisfying(
                            "responses",
                            it ->
                                assertThat(it.toString()).contains("schemas/").contains("View"))));
  }
}
