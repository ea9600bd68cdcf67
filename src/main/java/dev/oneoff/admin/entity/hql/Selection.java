package dev.oneoff.admin.entity.hql;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.entity.Column;
import dev.oneoff.admin.entity.ColumnNames;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.query.sqm.tree.select.SqmDynamicInstantiation;
import org.hibernate.query.sqm.tree.select.SqmQuerySpec;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;
import org.hibernate.query.sqm.tree.select.SqmSelectableNode;
import org.hibernate.query.sqm.tree.select.SqmSelection;
import org.jspecify.annotations.Nullable;

/** What a query selects, as printed columns. */
public final class Selection {

  /**
   * One of the selected items.
   *
   * @param columns in which it is printed
   */
  private record Item(List<Column> columns) {}

  private final List<Item> items;
  private final List<String> names;

  private Selection(List<Item> items) {
    this.items = items;
    this.names =
        ColumnNames.unique(
            items.stream().flatMap(item -> item.columns().stream()).map(Column::name).toList());
  }

  /**
   * Of a parsed statement.
   *
   * @throws AdminException {@code USAGE} if it creates objects, which have no columns
   */
  static Selection of(
      String hql, SqmSelectStatement<?> statement, SessionFactoryImplementor factory) {
    Paths paths = new Paths(factory);
    List<SqmQuerySpec<?>> parts = Paths.parts(statement.getQueryPart());
    List<SqmSelection<?>> first = parts.get(0).getSelectClause().getSelections();
    List<String> written = SelectList.of(hql);
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      boolean sensitive = false;
      for (SqmQuerySpec<?> part : parts) {
        SqmSelectableNode<?> node =
            part.getSelectClause().getSelections().get(i).getSelectableNode();
        requireValue(node);
        sensitive |= paths.sensitive(node);
      }
      items.add(
          item(
              first.get(i),
              written.size() == first.size() ? written.get(i) : "value",
              first.size() == 1,
              sensitive,
              paths));
    }
    return new Selection(items);
  }

  private static void requireValue(SqmSelectableNode<?> node) {
    if (node instanceof SqmDynamicInstantiation) {
      throw AdminException.usage(
          "'new' creates an object, but a query prints columns. Select the values themselves.");
    }
  }

  private static Item item(
      SqmSelection<?> selection, String written, boolean alone, boolean sensitive, Paths paths) {
    SqmSelectableNode<?> node = selection.getSelectableNode();
    String name = Paths.name(selection, written);
    List<Column> columns = paths.columns(node, alone ? "" : name + ".", sensitive);
    return new Item(
        columns.isEmpty() ? List.of(new Column(name, sensitive, value -> value)) : columns);
  }

  public List<String> columns() {
    return names;
  }

  /** A result's values, in column order. */
  public List<@Nullable Object> values(@Nullable Object result, boolean unmasked) {
    List<@Nullable Object> values = new ArrayList<>(names.size());
    for (int i = 0; i < items.size(); i++) {
      Object value = items.size() == 1 || !(result instanceof Object[] all) ? result : all[i];
      items.get(i).columns().forEach(column -> values.add(column.of(value, unmasked)));
    }
    return values;
  }
}
