package dev.oneoff.admin.model;

import dev.oneoff.admin.Datasource;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.entity.Entities;
import dev.oneoff.admin.entity.PersistenceUnits;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.Dependent;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.metamodel.mapping.EntityMappingType;

/** Describes the service's entities. None of their rows are read. */
@Dependent
@Unremovable
public class Models {

  private final Entities entities;

  Models(Entities entities) {
    this.entities = entities;
  }

  /** Every entity, with its table. */
  public void list(Format format, Database database, Console console) throws SQLException {
    print(
        format,
        Map.of(database.settings().datasource(), summaries(entities, database)),
        false,
        console);
  }

  /**
   * Every entity of these persistence units, with its table and its datasource.
   *
   * @param database any of the service's
   */
  public void list(
      Format format, List<PersistenceUnits.Unit> units, Database database, Console console)
      throws SQLException {
    Map<Datasource, List<Model>> models = new LinkedHashMap<>();
    for (PersistenceUnits.Unit unit : units) {
      Database its = database.of(unit.datasource());
      if (its.settings().postgresql(console::say)) {
        models
            .computeIfAbsent(unit.datasource(), datasource -> new ArrayList<>())
            .addAll(summaries(new Entities(unit.factory()), its));
      }
    }
    print(format, models, true, console);
  }

  private static void print(
      Format format, Map<Datasource, List<Model>> models, boolean several, Console console) {
    ModelPrinter.list(format, models, several, console);
    sayWhatIsMissing(models.values().stream().flatMap(List::stream).toList(), console);
  }

  private static List<Model> summaries(Entities entities, Database database) throws SQLException {
    try (Connection connection = database.connectReadOnly()) {
      ModelReader reader = new ModelReader(connection);
      List<Model> models = new ArrayList<>();
      for (EntityMappingType entity : entities.all()) {
        models.add(reader.summary(entity));
      }
      return models;
    }
  }

  /** One entity, by its name. */
  public void show(String name, Format format, Database database, Console console)
      throws SQLException {
    try (Connection connection = database.connectReadOnly()) {
      Model model = new ModelReader(connection).whole(entities.named(name));
      ModelPrinter.whole(format, model, console);
      sayWhatIsMissing(List.of(model), console);
    }
  }

  /**
   * The entities and their associations, in Mermaid's language.
   *
   * @param names those that are drawn, with what they refer to; all of them if empty
   */
  public void diagram(List<String> names, Database database, Console console)
      throws SQLException, IOException {
    try (Connection connection = database.connectReadOnly()) {
      ModelReader reader = new ModelReader(connection);
      List<String> drawn =
          names.stream().map(name -> entities.named(name).getImportedName()).toList();
      List<Model> models = new ArrayList<>();
      for (EntityMappingType entity : entities.all()) {
        models.add(reader.whole(entity));
      }
      console.data().write(Mermaid.diagram(models, drawn));
      console.data().flush();
    }
  }

  private static void sayWhatIsMissing(List<Model> models, Console console) {
    String absent =
        models.stream()
            .filter(model -> !model.present())
            .map(Model::table)
            .distinct()
            .collect(Collectors.joining(", "));
    if (!absent.isEmpty()) {
      console.say(
          "This database has no table for some of them: "
              + absent
              + ". 'migrate status' and 'migrate diff' tell why.");
    }
    String hidden =
        models.stream()
            .filter(model -> model.present() && !model.readable())
            .map(Model::table)
            .distinct()
            .collect(Collectors.joining(", "));
    if (!hidden.isEmpty()) {
      console.say("This role may not read " + hidden + ".");
    }
  }
}
