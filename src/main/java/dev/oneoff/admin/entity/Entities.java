package dev.oneoff.admin.entity;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Suggestion;
import dev.oneoff.admin.database.Identifier;
import dev.oneoff.admin.database.origin.Masking;
import dev.oneoff.admin.database.sensitive.SensitiveFields;
import io.quarkus.arc.Arc;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.EntityMappingType;

/** The service's entities, by their names in HQL. */
@Dependent
@Unremovable
public class Entities {

  private final Supplier<SessionFactory> factory;
  private final BooleanSupplier present;

  /** Those of the datasource that this process works on. */
  @Inject
  Entities() {
    this(
        () -> PersistenceUnits.required().factory(),
        () -> PersistenceUnits.administered().isPresent());
  }

  /** The entities of a separate factory. */
  public Entities(SessionFactory factory) {
    this(() -> factory, () -> true);
  }

  private Entities(Supplier<SessionFactory> factory, BooleanSupplier present) {
    this.factory = factory;
    this.present = present;
  }

  /** Those of a service that was not booted: which there are nobody knows. */
  public static Entities unknown() {
    return new Entities(
        () -> {
          throw new IllegalStateException("Nothing was booted that knows the entities.");
        },
        () -> false);
  }

  /**
   * The running Hibernate.
   *
   * @throws AdminException {@code REFUSED} if the service has no entities
   */
  public SessionFactoryImplementor factory() {
    return factory.get().unwrap(SessionFactoryImplementor.class);
  }

  /**
   * Makes sure that a session of nobody's sees the service's rows.
   *
   * @throws AdminException {@code REFUSED} if each tenant has its own
   */
  public void requireOneTenant() {
    if (factory().getSessionFactoryOptions().getCurrentTenantIdentifierResolver() != null) {
      throw AdminException.refused(
          "This service keeps its tenants apart (quarkus.hibernate-orm.multitenant), and no command"
              + " chooses among them. 'sql' reads the tables of each schema; where each tenant has"
              + " a database, DATABASE_URL names one.");
    }
  }

  /** Whether the service has any. */
  public boolean present() {
    return present.getAsBoolean();
  }

  /**
   * What is masked in SQL: by the mapping, and by the build's list for what this mapping does not
   * cover.
   *
   * @throws AdminException {@code CONFIGURATION} if the build wrote no list
   */
  public Masking masking() {
    SensitiveFields listed = SensitiveFields.read();
    if (!present()) {
      return listed::column;
    }
    SensitiveMapping mapped = SensitiveMapping.of(factory());
    return (table, column) -> mapped.masks(table, column) || listed.column(table, column);
  }

  public List<EntityMappingType> all() {
    List<EntityMappingType> all = new ArrayList<>();
    factory().getMappingMetamodel().forEachEntityDescriptor(all::add);
    all.sort(Comparator.comparing(EntityMappingType::getImportedName));
    return all;
  }

  /**
   * The entity with a given HQL name, class name or table name, ignoring case.
   *
   * @throws AdminException {@code USAGE} if there is none
   */
  public EntityMappingType named(String name) {
    return all().stream()
        .filter(entity -> isNamed(entity, name))
        .findFirst()
        .orElseThrow(() -> unknown(name));
  }

  private static boolean isNamed(EntityMappingType entity, String name) {
    return name.equalsIgnoreCase(entity.getImportedName())
        || name.equalsIgnoreCase(entity.getEntityName())
        || isTable(entity.getMappedTableDetails().getTableName(), name);
  }

  // With its quotes and its schema, as in a statement, or by its bare name.
  private static boolean isTable(String table, String name) {
    return Identifier.isTable(table)
        && (name.equalsIgnoreCase(table)
            || name.equalsIgnoreCase(Identifier.lastPart(table))
            || name.equals(Identifier.quoted(Identifier.lastPart(table))));
  }

  /** Says that there is no such entity, which one was probably meant, and which ones exist. */
  public AdminException unknown(String name) {
    Optional<PersistenceUnits.Unit> elsewhere = elsewhere(name);
    if (elsewhere.isPresent()) {
      return AdminException.usage(
          name
              + " is an entity of the datasource "
              + elsewhere.get().datasource()
              + ". Add --datasource "
              + elsewhere.get().datasource()
              + ".");
    }
    List<String> names = all().stream().map(EntityMappingType::getImportedName).toList();
    String meant = Suggestion.of(name, names).map(near -> " Did you mean " + near + "?").orElse("");
    return AdminException.usage(
        "There is no entity '"
            + name
            + "'."
            + meant
            + " There "
            + (names.size() == 1 ? "is " : "are ")
            + words(names)
            + ".");
  }

  private static Optional<PersistenceUnits.Unit> elsewhere(String name) {
    return Arc.container() == null
        ? Optional.empty()
        : PersistenceUnits.elsewhere().stream()
            .filter(
                unit ->
                    new Entities(unit.factory())
                        .all().stream().anyMatch(entity -> isNamed(entity, name)))
            .findFirst();
  }

  /**
   * Says which attribute was probably meant by a name in a query that is not the name of one; empty
   * where none is near.
   */
  public Optional<AdminException> unknownName(String name) {
    Set<String> names = new TreeSet<>();
    all().forEach(entity -> names.addAll(attributes(entity)));
    return Suggestion.of(name, names)
        .map(
            near ->
                AdminException.usage(
                    "Nothing that the query reads has an attribute '"
                        + name
                        + "'. Did you mean "
                        + near
                        + "?"));
  }

  private static List<String> attributes(EntityMappingType entity) {
    List<String> names = new ArrayList<>(List.of(entity.getIdentifierMapping().getAttributeName()));
    Declared.attributes(entity).forEach(each -> names.add(each.getAttributeName()));
    return names;
  }

  /**
   * Says that an entity has no such attribute, which one was probably meant, and which ones it has.
   */
  public AdminException unknownAttribute(EntityMappingType entity, String attribute) {
    List<String> names = attributes(entity);
    String meant =
        Suggestion.of(attribute, names).map(near -> " Did you mean " + near + "?").orElse("");
    return AdminException.usage(
        entity.getImportedName()
            + " has no attribute '"
            + attribute
            + "'."
            + meant
            + " It has "
            + words(names)
            + ".");
  }

  private static String words(List<String> names) {
    return names.size() == 1
        ? names.get(0)
        : names.subList(0, names.size() - 1).stream().collect(Collectors.joining(", "))
            + " and "
            + names.get(names.size() - 1);
  }
}
