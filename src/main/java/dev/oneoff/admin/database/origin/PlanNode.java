package dev.oneoff.admin.database.origin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A node of a plan explained by PostgreSQL.
 *
 * @param facts its scalar properties, by name
 * @param output the expressions it outputs; empty if they are not given
 */
record PlanNode(Map<String, String> facts, List<String> output, List<PlanNode> children) {

  // They output what the nodes below them do, written as in the first of those.
  private static final Set<String> JOINING =
      Set.of("Append", "Merge Append", "Recursive Union", "SetOp");

  /**
   * The plans of {@code EXPLAIN (VERBOSE, FORMAT JSON)}.
   *
   * @throws UncheckedIOException if it is not one
   */
  static List<PlanNode> read(String json) {
    List<PlanNode> plans = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.FIELD_NAME && "Plan".equals(parser.currentName())) {
          parser.nextToken();
          plans.add(node(parser));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return plans;
  }

  private static PlanNode node(JsonParser parser) throws IOException {
    Map<String, String> facts = new LinkedHashMap<>();
    List<String> output = new ArrayList<>();
    List<PlanNode> children = new ArrayList<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("Output")) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          output.add(parser.getText());
        }
      } else if (name.equals("Plans")) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          children.add(node(parser));
        }
      } else if (value.isScalarValue()) {
        facts.put(name, parser.getText());
      } else {
        parser.skipChildren();
      }
    }
    return new PlanNode(facts, output, children);
  }

  String fact(String name) {
    return facts.getOrDefault(name, "");
  }

  String type() {
    return fact("Node Type");
  }

  boolean joins() {
    return JOINING.contains(type());
  }

  /** The name by which others refer to it; empty if nothing reads from it. */
  String alias() {
    return fact("Alias");
  }

  /** The name of a separate plan, such as {@code InitPlan 1}; else empty. */
  String subplan() {
    return fact("Subplan Name");
  }

  /** The nodes whose rows it processes. */
  List<PlanNode> inputs() {
    return children.stream().filter(child -> child.subplan().isEmpty()).toList();
  }

  /** This node and all below it. */
  void all(Consumer<PlanNode> visitor) {
    visitor.accept(this);
    children.forEach(child -> child.all(visitor));
  }
}
