package dev.oneoff.admin.transfer.imports.check;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.MappedDatabase;
import dev.oneoff.admin.AdminException.Cause;
import dev.oneoff.admin.entity.Entities;
import dev.oneoff.admin.entity.EntityTable;
import dev.oneoff.admin.entity.TableColumn;
import dev.oneoff.admin.transfer.RowFormat;
import dev.oneoff.admin.transfer.imports.FileColumn;
import dev.oneoff.admin.transfer.imports.file.RecordBuffer;
import dev.oneoff.admin.transfer.imports.file.RecordReader;
import dev.oneoff.admin.transfer.imports.file.Records;
import dev.oneoff.admin.transfer.imports.file.SourceFile;
import jakarta.persistence.AttributeConverter;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Past;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.io.InputStream;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What constraints say of a file's lines. Mapped in XML, or Quarkus would take the entities. */
class BeanChecksTest {

  /** Asked by nobody who does not ask for it. */
  public interface Strict {}

  public static class Place {
    @NotBlank String city;

    @Size(max = 5)
    String code;
  }

  public static class Tent {
    @NotNull Long id;

    @Email
    @Size(max = 12)
    String owner;

    @NotBlank(groups = Strict.class)
    String note;

    @Positive Integer beds;
    @Past LocalDate bought;
    @AssertTrue boolean dry;

    @Max(1)
    String size;

    @Valid Place place;
    Place former;
  }

  @Retention(RetentionPolicy.RUNTIME)
  @Constraint(validatedBy = Ordered.Check.class)
  public @interface Ordered {
    String message() default "ends before it begins";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    boolean atEnd() default false;

    /** Compares both. */
    class Check implements ConstraintValidator<Ordered, Span> {
      private boolean atEnd;

      @Override
      public void initialize(Ordered annotation) {
        atEnd = annotation.atEnd();
      }

      @Override
      public boolean isValid(Span span, ConstraintValidatorContext context) {
        boolean valid = !span.until.isBefore(span.since);
        if (!valid && atEnd) {
          context.disableDefaultConstraintViolation();
          context
              .buildConstraintViolationWithTemplate("is too early")
              .addPropertyNode("until")
              .addConstraintViolation();
        }
        return valid;
      }
    }
  }

  /** What both have. */
  public abstract static class Span {
    Long id;
    LocalDate since;
    LocalDate until;
  }

  @Ordered
  public static class Stay extends Span {
    @NotNull String guest;
  }

  @Ordered(atEnd = true)
  public static class Closure extends Span {}

  /** Keeps it in capitals. */
  public static class Capitals implements AttributeConverter<String, String> {
    @Override
    public String convertToDatabaseColumn(String attribute) {
      return attribute.toUpperCase(Locale.ROOT);
    }

    @Override
    public String convertToEntityAttribute(String column) {
      return column.toLowerCase(Locale.ROOT);
    }
  }

  private static final String ENTITIES =
      """
      <mapped-superclass class="BeanChecksTest$Span" metadata-complete="true">
        <attributes><id name="id"/><basic name="since"/><basic name="until"/></attributes>
      </mapped-superclass>
      <entity class="BeanChecksTest$Tent" name="Tent" metadata-complete="true">
        <attributes>
          <id name="id"/><basic name="owner"/><basic name="note"/><basic name="beds"/><basic name="bought"/><basic name="dry"/>
          <basic name="size"><convert converter="dev.oneoff.admin.transfer.imports.check.BeanChecksTest$Capitals"/></basic>
          <embedded name="place"/>
          <embedded name="former">
            <attribute-override name="city"><column name="former_city"/></attribute-override>
            <attribute-override name="code"><column name="former_code"/></attribute-override>
          </embedded>
        </attributes>
      </entity>
      <entity class="BeanChecksTest$Stay" name="Stay" metadata-complete="true">
        <attributes><basic name="guest"/></attributes>
      </entity>
      <entity class="BeanChecksTest$Closure" name="Closure" metadata-complete="true"/>
      <embeddable class="BeanChecksTest$Place" metadata-complete="true">
        <attributes><basic name="city"/><basic name="code"/></attributes>
      </embeddable>
      """;

  @RegisterExtension
  static final MappedDatabase MAPPED = new MappedDatabase(BeanChecksTest.class, ENTITIES);

  private static ValidatorFactory validation;

  @TempDir Path directory;

  private final List<String> said = new ArrayList<>();

  @BeforeAll
  static void validator() {
    validation = Validation.buildDefaultValidatorFactory();
  }

  @AfterAll
  static void close() {
    validation.close();
  }

  @Test
  void aLineIsRejectedWithAllViolationsOfItsFirstBadColumn() throws Exception {
    assertThat(
            rejects(
                "Tent",
                """
                id,owner,beds
                1,a@x,2
                2,a lot too long,-2
                3,,-2
                4,,
                """))
        .containsExactly(
            "Line 3, owner: must be a well-formed email address; size must be between 0 and 12",
            "Line 4, beds: must be greater than 0");
  }

  @Test
  void aGeneratedIdentifierIsNotMissing() throws Exception {
    assertThat(rejects("Tent", "id,owner\n,a@x\n")).isEmpty();
  }

  @Test
  void onlyTheDefaultGroupIsValidated() throws Exception {
    assertThat(rejects("Tent", "id,note\n1,\"\"\n")).isEmpty();
  }

  @Test
  void aValueIsReadAsPostgresqlReadsIt() throws Exception {
    assertThat(
            rejects(
                "Tent",
                """
                id,beds,bought,dry
                1, 1 ,infinity,yes
                2," -1 ",2024-01-01,1
                3,1,9999-01-01,ON
                4,1,2024-01-01,off
                """))
        .containsExactly(
            "Line 3, beds: must be greater than 0",
            "Line 4, bought: must be a past date",
            "Line 5, dry: must be true");
  }

  @Test
  void embeddedAttributesAreValidatedIfMarkedAndNotNull() throws Exception {
    assertThat(
            rejects(
                "Tent",
                """
                id,place.city,place.code,former.city
                1,Rome,00100,""
                2,,,
                3,,00100,
                4,Rome,001000,
                """))
        .containsExactly(
            "Line 4, place.city: must not be blank",
            "Line 5, place.code: size must be between 0 and 5");
  }

  @Test
  void convertedAttributesAreNotValidated() throws Exception {
    assertThat(rejects("Tent", "id,size\n1,XXL\n")).isEmpty();
    assertThat(said)
        .containsExactly("Bean Validation does not check size: only PostgreSQL can read it.");
  }

  @Test
  void aConstraintThatThrowsRejectsTheLine() throws Exception {
    assertThat(rejects("Stay", "id,guest,since,until\n1,a,2024-01-02,\n"))
        .singleElement()
        .asString()
        .startsWith("Line 2: cannot be validated: java.lang.NullPointerException");
  }

  @Test
  void aClassConstraintChecksTheWholeLine() throws Exception {
    assertThat(
            rejects(
                "Stay",
                """
                id,guest,since,until
                1,a,2024-01-02,2024-01-02
                2,b,2024-01-02,2024-01-01
                3,c,-infinity,2024-01-01
                """))
        .containsExactly("Line 3: ends before it begins");
  }

  @Test
  void aClassConstraintCanNameTheColumn() throws Exception {
    assertThat(rejects("Closure", "id,since,until\n2,2024-01-02,2024-01-01\n"))
        .containsExactly("Line 2, until: is too early");
  }

  @Test
  void aClassConstraintIsSkippedIfTheFileLacksAttributes() throws Exception {
    assertThat(rejects(true, "Stay", "id,until\n1,2024-01-01\n")).isEmpty();
    assertThat(said)
        .containsExactly(
            "Bean Validation does not check a Stay as a whole: the file does not give its since,"
                + " guest.");
  }

  @Test
  void aFileWithoutARequiredColumnIsRefused() {
    assertThatThrownBy(() -> rejects("Stay", "id,since,until\n"))
        .is(because(Cause.USAGE))
        .hasMessage("The file has no 'guest', which a new Stay needs.");
  }

  private List<String> rejects(String entity, String content) throws Exception {
    return rejects(false, entity, content);
  }

  private List<String> rejects(boolean updates, String entity, String content) throws Exception {
    Path file = Files.writeString(Files.createTempFile(directory, "rows", ".csv"), content);
    try (Connection connection = MAPPED.database().connect();
        SourceFile source = SourceFile.of(file.toString(), InputStream.nullInputStream());
        RecordReader reader = new Records(RowFormat.CSV, ',', 1_000).open(source)) {
      EntityTable table = EntityTable.of(new Entities(MAPPED.factory()).named(entity), connection);
      List<FileColumn> columns = columns(table, reader.header());
      Optional<BeanChecks> checks =
          BeanChecks.of(
              validation.getValidator(),
              new BeanChecks.Subject(
                  table.entity().getJavaType().getJavaTypeClass(),
                  entity,
                  columns,
                  absent(table, columns),
                  updates),
              said::add);
      RecordBuffer chunk = new RecordBuffer(reader.header().size(), 100);
      reader.read(chunk, (line, reason, text) -> {});
      List<String> rejects = new ArrayList<>();
      for (int row = 0; row < chunk.rows() && checks.isPresent(); row++) {
        @Nullable Reject reject = checks.get().check(chunk, row);
        if (reject != null) {
          rejects.add(reject.toString());
        }
      }
      return rejects;
    }
  }

  private static List<FileColumn> columns(EntityTable table, List<String> header) {
    List<FileColumn> columns = new ArrayList<>();
    for (String name : header) {
      TableColumn column =
          table.columns().stream()
              .filter(each -> each.path().equals(Optional.of(name)))
              .findFirst()
              .orElseThrow();
      columns.add(
          new FileColumn(
              columns.size(), name, column.quoted(), column.type(), column, Optional.empty()));
    }
    return columns;
  }

  private static List<TableColumn> absent(EntityTable table, List<FileColumn> columns) {
    return table.columns().stream()
        .filter(column -> !table.key().contains(column.name()))
        .filter(column -> columns.stream().noneMatch(each -> each.target().equals(column)))
        .toList();
  }
}
