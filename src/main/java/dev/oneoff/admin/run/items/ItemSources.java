package dev.oneoff.admin.run.items;

import dev.oneoff.admin.database.origin.Masking;
import dev.oneoff.admin.entity.Entities;
import dev.oneoff.admin.task.Items;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.UnknownEntityTypeException;

/** Creates the source for what a task describes. */
public final class ItemSources {

  private final DataSource dataSource;
  private final Supplier<Session> session;
  private final Masking masking;

  /**
   * Sources in one application.
   *
   * @param session of the currently open transaction; only needed for entities, as a service may
   *     have none
   * @param masking the columns whose values are never shown
   */
  public ItemSources(DataSource dataSource, Supplier<Session> session, Masking masking) {
    this.dataSource = dataSource;
    this.session = session;
    this.masking = masking;
  }

  @SuppressWarnings("unchecked")
  public <T> ItemSource<T> of(Items<T> items) throws SQLException {
    if (items instanceof Items.Entities<T> entities) {
      return ofEntities(entities, session.get());
    }
    if (items instanceof Items.Table table) {
      return (ItemSource<T>)
          RowSource.ofTable(
              dataSource, table.table(), table.key(), table.where(), table.parameters(), masking);
    }
    if (items instanceof Items.Select select) {
      return (ItemSource<T>)
          RowSource.ofSelect(dataSource, select.sql(), select.key(), select.parameters());
    }
    if (items instanceof Items.Csv csv) {
      return (ItemSource<T>) new CsvSource(csv.file());
    }
    if (items instanceof Items.Custom<T> custom) {
      return new CursorSource<>(custom.cursor());
    }
    throw new IllegalArgumentException("Items of an unknown kind: " + items);
  }

  private <T> ItemSource<T> ofEntities(Items.Entities<T> items, Session session) {
    try {
      return new EntitySource<>(items, session, masking);
    } catch (UnknownEntityTypeException e) {
      throw new Entities(session.getSessionFactory()).unknown(items.type().getSimpleName());
    }
  }
}
