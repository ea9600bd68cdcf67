package dev.oneoff.admin.migrate.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.MappedDatabase;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Mappings that the service itself does not have. Hibernate makes their tables, so by its own word
 * they agree. They are mapped in XML, or Quarkus would take them for entities of the service.
 */
class MappedTablesTest {

  public static class Author {
    Long id;
    String name;
    Set<String> nicknames = new HashSet<>();
    List<Address> addresses = new ArrayList<>();
    Map<String, Integer> ratings = new HashMap<>();
    Set<Book> books = new HashSet<>();
    List<Book> favourites = new ArrayList<>();
    List<Note> notes = new ArrayList<>();
    Map<Book, String> reviews = new HashMap<>();
  }

  public static class Book {
    Long id;
    String title;
    Set<Author> authors = new HashSet<>();
  }

  public static class Novel extends Book {
    Integer chapters;
  }

  public static class Note {
    Long id;
    String text;
  }

  public static class Address {
    String street;
    String town;
  }

  private static final String ENTITIES =
      """
      <entity class="MappedTablesTest$Author" name="Author" metadata-complete="true">
        <table name="authors"/>
        <attributes>
          <id name="id"><generated-value strategy="IDENTITY"/></id>
          <basic name="name" optional="false"/>
          <one-to-many name="notes" target-entity="MappedTablesTest$Note">
            <order-column name="position"/>
            <join-column name="author_id"/>
          </one-to-many>
          <many-to-many name="books" target-entity="MappedTablesTest$Book">
            <join-table name="authors_books">
              <join-column name="author_id"/>
              <inverse-join-column name="book_id"/>
            </join-table>
          </many-to-many>
          <many-to-many name="favourites" target-entity="MappedTablesTest$Book">
            <order-column name="rank"/>
            <join-table name="favourites"/>
          </many-to-many>
          <element-collection name="nicknames" target-class="java.lang.String">
            <column name="nickname" nullable="false"/>
            <collection-table name="nicknames"><join-column name="author_id"/></collection-table>
          </element-collection>
          <element-collection name="addresses" target-class="MappedTablesTest$Address">
            <collection-table name="addresses"/>
          </element-collection>
          <element-collection name="ratings" target-class="java.lang.Integer">
            <map-key-class class="java.lang.String"/>
            <map-key-column name="source"/>
            <column name="stars"/>
            <collection-table name="ratings"/>
          </element-collection>
          <element-collection name="reviews" target-class="java.lang.String">
            <map-key-class class="MappedTablesTest$Book"/>
            <map-key-join-column name="book_id"/>
            <column name="review"/>
            <collection-table name="reviews"/>
          </element-collection>
        </attributes>
      </entity>
      <entity class="MappedTablesTest$Book" name="Book" metadata-complete="true">
        <table name="books"/>
        <inheritance strategy="JOINED"/>
        <attributes>
          <id name="id"><generated-value strategy="SEQUENCE"/></id>
          <basic name="title"/>
          <many-to-many name="authors" target-entity="MappedTablesTest$Author" mapped-by="books"/>
        </attributes>
      </entity>
      <entity class="MappedTablesTest$Novel" name="Novel" metadata-complete="true">
        <table name="novels"/>
        <attributes><basic name="chapters"/></attributes>
      </entity>
      <entity class="MappedTablesTest$Note" name="Note" metadata-complete="true">
        <table name="notes"/>
        <attributes>
          <id name="id"><generated-value strategy="IDENTITY"/></id>
          <basic name="text"/>
        </attributes>
      </entity>
      <embeddable class="MappedTablesTest$Address" metadata-complete="true">
        <attributes><basic name="street"/><basic name="town"/></attributes>
      </embeddable>
      """;

  @RegisterExtension
  static final MappedDatabase MAPPED = new MappedDatabase(MappedTablesTest.class, ENTITIES);

  @Test
  void aSchemaThatHibernateCreatedAgrees() throws Exception {
    assertThat(after("select 1")).isEmpty();
    assertThat(new MappedColumns(MAPPED.factory()).byTable())
        .containsOnlyKeys(
            "authors",
            "books",
            "novels",
            "notes",
            "authors_books",
            "favourites",
            "nicknames",
            "addresses",
            "ratings",
            "reviews");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "drop table authors_books | authors_books | - | MISSING_TABLE | - | -",
        "drop table addresses | addresses | - | MISSING_TABLE | - | -",
        "alter table authors_books drop column author_id | authors_books | author_id |"
            + " MISSING_COLUMN | bigint | -",
        "alter table authors_books alter column book_id type int | authors_books | book_id |"
            + " DIFFERENT_TYPE | bigint | integer",
        "alter table authors_books add column since date | authors_books | since | EXTRA_COLUMN | -"
            + " | date",
        "alter table favourites drop column rank | favourites | rank | MISSING_COLUMN | integer |"
            + " -",
        "alter table addresses alter column author_id drop not null | addresses | author_id |"
            + " DIFFERENT_NULLABILITY | not null | null",
        "alter table addresses drop column town | addresses | town | MISSING_COLUMN | text | -",
        "alter table ratings drop column source | ratings | source | MISSING_COLUMN | varchar(255)"
            + " | -",
        "alter table ratings alter column stars type bigint | ratings | stars | DIFFERENT_TYPE |"
            + " integer | bigint",
        "alter table reviews drop column book_id | reviews | book_id | MISSING_COLUMN | bigint | -",
        "alter table notes drop column position | notes | position | MISSING_COLUMN | integer | -",
        "alter table notes drop column author_id | notes | author_id | MISSING_COLUMN | bigint | -",
        "alter table novels drop column id | novels | id | MISSING_COLUMN | bigint | -",
        "alter table novels alter column chapters type text | novels | chapters | DIFFERENT_TYPE |"
            + " integer | text",
      })
  void aDifferenceIsFound(
      String sql,
      String table,
      String column,
      SchemaDiff.Kind kind,
      String entities,
      String inDatabase)
      throws Exception {
    assertThat(after(sql))
        .containsExactly(new SchemaDiff.Difference(table, column, kind, entities, inDatabase));
  }

  private static List<SchemaDiff.Difference> after(String sql) throws Exception {
    SchemaDiff diff =
        new SchemaDiff(
            new MappedColumns(MAPPED.factory()),
            MAPPED.database().dataSource(),
            MAPPED.database().settings().config());
    try (Connection connection = MAPPED.database().connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(sql);
      List<SchemaDiff.Difference> found = diff.find(connection);
      connection.rollback();
      return found;
    }
  }
}
