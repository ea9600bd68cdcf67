package dev.oneoff.admin.model;

import dev.oneoff.admin.model.Model.Attribute;
import dev.oneoff.admin.model.Model.Kind;
import dev.oneoff.admin.model.Model.Relation;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Draws entities as a Mermaid entity-relationship diagram, which code forges render. */
final class Mermaid {

  private Mermaid() {}

  /**
   * The diagram.
   *
   * @param chosen the entities that are drawn, with only the names of their neighbours; empty means
   *     all
   */
  static String diagram(List<Model> models, List<String> chosen) {
    Set<String> names = new HashSet<>(chosen);
    models.stream().filter(model -> chosen.isEmpty()).map(Model::entity).forEach(names::add);
    Set<String> lines = new LinkedHashSet<>();
    for (Model model : models) {
      for (Relation relation : model.relations()) {
        boolean drawn = names.contains(model.entity()) || names.contains(relation.target());
        if (drawn && isDrawn(model, relation, models)) {
          lines.add(line(model, relation));
        }
      }
    }
    StringBuilder diagram = new StringBuilder("erDiagram\n");
    models.stream()
        .filter(model -> names.contains(model.entity()))
        .forEach(model -> box(model, diagram));
    lines.forEach(line -> diagram.append("  ").append(line).append('\n'));
    return diagram.toString();
  }

  // Of the two sides of one association, the side that has the columns is drawn; for many-to-many,
  // the first by name.
  private static boolean isDrawn(Model model, Relation relation, List<Model> models) {
    if (relation.kind() == Kind.VALUES) {
      return false;
    }
    if (relation.owned()) {
      return true;
    }
    return models.stream()
        .filter(other -> other.entity().equals(relation.target()))
        .flatMap(other -> other.relations().stream())
        .filter(back -> back.target().equals(model.entity()))
        .noneMatch(
            back ->
                back.owned()
                    || (back.kind() == Kind.MANY_TO_MANY
                        && relation.target().compareTo(model.entity()) < 0));
  }

  private static void box(Model model, StringBuilder diagram) {
    diagram.append("  ").append(word(model.entity())).append(" {\n");
    for (Attribute attribute : model.attributes()) {
      diagram
          .append("    ")
          .append(word(attribute.databaseType().orElse(attribute.type())))
          .append(' ')
          .append(word(attribute.name()))
          .append(attribute.key() ? " PK" : "")
          .append(attribute.sensitive() ? " \"sensitive\"" : "")
          .append('\n');
    }
    diagram.append("  }\n");
  }

  private static String line(Model model, Relation relation) {
    String ways =
        switch (relation.kind()) {
          case MANY_TO_ONE -> "}o--" + (relation.nullable() ? "o|" : "||");
          case ONE_TO_ONE -> "|o--" + (relation.nullable() ? "o|" : "||");
          case ONE_TO_MANY -> "||--o{";
          case MANY_TO_MANY -> "}o--o{";
          case VALUES -> throw new IllegalArgumentException("Values are not an entity.");
        };
    return String.format(
        Locale.ROOT,
        "%s %s %s : %s",
        word(model.entity()),
        ways,
        word(relation.target()),
        '"' + relation.name() + '"');
  }

  // What Mermaid accepts as a name: numeric(10,2) becomes numeric_10_2.
  private static String word(String text) {
    return text.replaceAll("[^\\p{Alnum}_-]+", "_").replaceAll("_+$", "");
  }
}
