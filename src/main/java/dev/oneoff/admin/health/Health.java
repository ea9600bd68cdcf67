package dev.oneoff.admin.health;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The results of the service's MicroProfile health checks, by name. */
record Health(boolean up, List<Check> checks) {

  /** One check's result; its data as JSON, or why it is down; empty if it gave none. */
  record Check(String name, boolean up, String data) {
    static Check of(JsonNode json) {
      JsonNode data = json.path("data");
      return new Check(
          json.required("name").textValue(),
          json.required("status").textValue().equals("UP"),
          data.isObject() ? data.toString() : "");
    }
  }

  /** If there was no answer. */
  static Health silent(String who, String why) {
    return new Health(false, List.of(new Check(who, false, why)));
  }

  /** What is down, in a phrase. */
  String down() {
    return checks.stream()
            .filter(check -> !check.up())
            .map(check -> check.name() + (check.data().isEmpty() ? "" : " (" + check.data() + ")"))
            .collect(Collectors.joining(" and "))
        + " is down";
  }

  /**
   * As SmallRye Health writes it, in the format of MicroProfile Health.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static Health of(String text) {
    try {
      JsonNode json = new ObjectMapper().readTree(text);
      List<Check> checks = new ArrayList<>();
      json.required("checks").forEach(check -> checks.add(Check.of(check)));
      checks.sort(Comparator.comparing(Check::name));
      return new Health(json.required("status").textValue().equals("UP"), List.copyOf(checks));
    } catch (JsonProcessingException | NullPointerException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
