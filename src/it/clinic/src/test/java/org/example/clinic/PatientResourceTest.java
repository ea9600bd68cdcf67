package org.example.clinic;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PatientResourceTest {

  @Inject Flyway flyway;

  @Test
  void strangersMayNotSeePatients() {
    given().get("/patients").then().statusCode(401);
    given()
        .auth()
        .preemptive()
        .basic("nurse", "florence")
        .get("/patients/pharmacy")
        .then()
        .statusCode(403);
  }

  @Test
  void nursesMay() {
    given()
        .auth()
        .preemptive()
        .basic("nurse", "florence")
        .get("/patients/1")
        .then()
        .statusCode(200)
        .body("name", equalTo("Ada"));
  }

  @Test
  void aFailureHasTheServicesForm() {
    given()
        .get("/patients/theatre")
        .then()
        .statusCode(503)
        .body("diagnosis", equalTo("There is no power."));
  }

  @Test
  void flywayHasMigrated() {
    assertEquals(0, flyway.info().pending().length);
  }
}
