package dev.oneoff.admin.health;

import jakarta.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What the service's MicroProfile checks said, by name. */
record Health(boolean up, List<Check> checks) {

  /** One check's answer; its data as JSON, or why there is none; empty where it gave none. */
  record Check(String name, boolean up, String data) {
    static Check of(JsonObject json) {
      JsonObject data = json.getJsonObject("data");
      return new Check(
          json.getString("name"),
          json.getString("status").equals("UP"),
          data == null ? "" : data.toString());
    }
  }

  /** Where nobody answered. */
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
