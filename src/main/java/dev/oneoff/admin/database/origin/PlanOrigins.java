package dev.oneoff.admin.database.origin;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which columns of a plan's result are derived from sensitive ones. What a plan does not reveal,
 * such as the contents of a VALUES list, counts as sensitive.
 */
final class PlanOrigins {

  private final PlanNode top;
  private final Relations relations;
  private final Opaque opaque;
  private final Map<String, List<PlanNode>> scans = new HashMap<>();
  private final List<PlanNode> subplans = new ArrayList<>();
  private final Set<PlanNode> inner = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<PlanNode> asked = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<PlanNode> calls = Collections.newSetFromMap(new IdentityHashMap<>());
  private final boolean anySecret;

  /**
   * Of a plan.
   *
   * @param relations that know all those of the plan
   */
  PlanOrigins(PlanNode top, Relations relations, Opaque opaque) {
    this.top = top;
    this.relations = relations;
    this.opaque = opaque;
    top.all(this::index);
    boolean[] any = {false};
    top.all(node -> any[0] |= readsSecret(node));
    this.anySecret = any[0];
  }

  /** The relations that the nodes of a plan read. */
  static Set<Relation.Name> relations(PlanNode top) {
    Set<Relation.Name> names = new HashSet<>();
    top.all(
        node -> {
          if (!node.fact("Relation Name").isEmpty()) {
            names.add(name(node));
          }
        });
    return names;
  }

  private static Relation.Name name(PlanNode node) {
    return new Relation.Name(node.fact("Schema"), node.fact("Relation Name"));
  }

  private void index(PlanNode node) {
    if (!node.alias().isEmpty() && !node.type().equals("Bitmap Index Scan")) {
      scans.computeIfAbsent(node.alias(), alias -> new ArrayList<>()).add(node);
    }
    if (!node.subplan().isEmpty()) {
      subplans.add(node);
    }
    // A subplan run for each row of another node can read that row.
    boolean nested = node.type().equals("Nested Loop");
    for (PlanNode child : node.children()) {
      if ((nested && child.fact("Parent Relationship").equals("Inner"))
          || !child.subplan().isEmpty()) {
        child.all(inner::add);
      }
    }
  }

  private boolean readsSecret(PlanNode node) {
    if (!node.fact("Relation Name").isEmpty()) {
      return relations.get(name(node)).map(known -> known.masks("*")).orElse(true);
    }
    return SystemSecrets.rows(node.fact("Function Name"))
        || node.type().startsWith("Custom")
        || node.type().startsWith("Foreign");
  }

  /**
   * Whether anything that it reads is sensitive, whatever is done with it. A user-defined function
   * may read such values too, and so may a write: no plan names triggers, defaults and checks.
   */
  boolean readsSecrets() {
    boolean[] any = {anySecret};
    top.all(node -> any[0] |= node.type().equals("ModifyTable") || callsUnseen(node));
    return any[0];
  }

  private boolean callsUnseen(PlanNode node) {
    return Stream.concat(node.facts().values().stream(), node.output().stream())
        .anyMatch(expression -> opaque.any(PlanText.words(expression)));
  }

  /**
   * Whether each of the first columns is masked.
   *
   * @param count how many the statement returns; a plan may have more, for its own use, after them
   */
  BitSet masked(int count) {
    BitSet masked = masked(top);
    if (width(top) < count) {
      masked.set(0, count);
    }
    return masked.get(0, count);
  }

  private static int width(PlanNode node) {
    return node.output().isEmpty() && !node.inputs().isEmpty()
        ? width(node.inputs().get(0))
        : node.output().size();
  }

  private BitSet masked(PlanNode node) {
    BitSet masked = new BitSet();
    if (node.joins()) {
      for (PlanNode input : node.inputs()) {
        if (width(input) != width(node.inputs().get(0))) {
          masked.set(0, Math.max(width(input), width(node)));
        }
        masked.or(masked(input));
      }
    }
    Set<String> hidden = hidden(node);
    for (int i = 0; i < node.output().size(); i++) {
      String expression = node.output().get(i);
      if (hidden.stream().anyMatch(expression::contains) || isMade(expression)) {
        masked.set(i);
      }
    }
    return masked;
  }

  private boolean any(PlanNode node) {
    if (!asked.add(node)) {
      // A recursive reference adds nothing of its own.
      return false;
    }
    try {
      return !masked(node).isEmpty();
    } finally {
      asked.remove(node);
    }
  }

  // Above several inputs, an expression is written as in the first of them, whatever the others
  // have.
  private Set<String> hidden(PlanNode node) {
    Set<String> hidden = new HashSet<>();
    for (PlanNode input : node.inputs()) {
      if (node.type().equals("Subquery Scan")) {
        continue;
      }
      if (input.joins()) {
        BitSet masked = masked(input);
        for (int i = masked.nextSetBit(0); i >= 0; i = masked.nextSetBit(i + 1)) {
          hidden.add(first(input, i));
        }
      } else {
        hidden.addAll(hidden(input));
      }
    }
    return hidden;
  }

  private static String first(PlanNode node, int column) {
    if (node.output().isEmpty()) {
      return node.inputs().isEmpty() ? "" : first(node.inputs().get(0), column);
    }
    return column < node.output().size() ? bare(node.output().get(column)) : "";
  }

  // It may have more parentheses above.
  private static String bare(String expression) {
    return expression.startsWith("(") && expression.endsWith(")")
        ? bare(expression.substring(1, expression.length() - 1))
        : expression;
  }

  private boolean isMade(String expression) {
    return new Expression(expression, opaque, this::refers).masked();
  }

  /** Resolves a reference in an expression. */
  private boolean refers(Expression.Reference to) {
    return switch (to.kind()) {
      case SUBPLAN -> subplan(to.name());
      case PARAMETER -> parameter(to.name());
      case COLUMN -> column(to.of(), to.name());
      case ALONE -> alone(to.name());
      case UNKNOWN -> anySecret;
    };
  }

  private boolean subplan(String name) {
    List<PlanNode> named =
        subplans.stream()
            .filter(node -> node.subplan().matches("\\Q" + name + "\\E( .*)?"))
            .toList();
    return named.isEmpty() ? anySecret : named.stream().anyMatch(this::any);
  }

  // Before version 17, a subplan's result is written like a parameter.
  private boolean parameter(String name) {
    return subplans.stream()
        .filter(node -> node.subplan().matches(".*[ ,]\\Q" + name + "\\E[,)].*"))
        .anyMatch(this::any);
  }

  private boolean column(String alias, String column) {
    List<PlanNode> named = scans.getOrDefault(alias, List.of());
    if (named.isEmpty() && alias.matches("old|new")) {
      named = modified();
    }
    return named.isEmpty() ? anySecret : named.stream().anyMatch(node -> holds(node, column));
  }

  private List<PlanNode> modified() {
    List<PlanNode> modified = new ArrayList<>();
    top.all(
        node -> {
          if (node.type().equals("ModifyTable")) {
            modified.add(node);
          }
        });
    return modified;
  }

  // A column without its table's name, because there is only one table; or a keyword.
  private boolean alone(String name) {
    return scans.values().stream()
        .flatMap(List::stream)
        .anyMatch(
            node ->
                node.fact("Relation Name").isEmpty()
                    ? scans.size() == 1 && holds(node, name)
                    : relations.get(name(node)).map(known -> known.knows(name)).orElse(true)
                        && holds(node, name));
  }

  private boolean holds(PlanNode scan, String column) {
    if (!scan.fact("Relation Name").isEmpty()) {
      return relations.get(name(scan)).map(known -> known.masks(column)).orElse(true);
    }
    return switch (scan.type()) {
      case "Subquery Scan" -> scan.inputs().stream().anyMatch(this::any);
      case "CTE Scan", "WorkTable Scan" -> subplan("CTE " + scan.fact("CTE Name"));
      case "Function Scan" ->
          SystemSecrets.rows(scan.fact("Function Name"))
              ? SystemSecrets.ofRows(scan.fact("Function Name"), column)
              : called(scan, "Function Call");
      case "Table Function Scan" -> called(scan, "Table Function Call");
      // Their contents are not given.
      case "Values Scan" ->
          inner.contains(scan) ? anySecret : subplans.stream().anyMatch(this::any);
      case "Result" -> false;
      default -> anySecret;
    };
  }

  // A keyword in the call may look like one of its result columns.
  private boolean called(PlanNode scan, String call) {
    if (!calls.add(scan)) {
      return false;
    }
    try {
      return isMade(scan.fact(call));
    } finally {
      calls.remove(scan);
    }
  }
}
