package dev.oneoff.admin.health;

import jakarta.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The results of the service's MicroProfile health checks, by name. */
record Health(boolean up, List<Check> checks) {

  /** One check's result; its data as JSON, or why it is down; empty if it gave none. */
  record Check(String name, boolean up, String data) {
    static Check of(JsonObject json) {
      JsonObject data = json.getJsonObject("data");
      return new Check(
          json.getString("name"),
          json.getString("status").equals("UP"),
          data == null ? "" : data.toString());
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

  /** As SmallRye Health writes it, in the format of MicroProfile Health. */
  static Health of(JsonObject json) {
    return new Health(
        json.getString("status").equals("UP"),
        json.getJsonArray("checks").getValuesAs(JsonObject.class).stream()
            .map(Check::of)
            .sorted(Comparator.comparing(Check::name))
            .toList());
  }
}
