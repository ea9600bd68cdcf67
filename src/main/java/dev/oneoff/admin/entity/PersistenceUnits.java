package dev.oneoff.admin.entity;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Datasource;
import dev.oneoff.admin.Settings;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InstanceHandle;
import io.quarkus.hibernate.orm.PersistenceUnit;
import io.quarkus.hibernate.orm.PersistenceUnit.PersistenceUnitLiteral;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;
import org.hibernate.Session;
import org.hibernate.SessionFactory;

/** The booted service's persistence units: each maps entities to the database of one datasource. */
public final class PersistenceUnits {

  private PersistenceUnits() {}

  /** One of them. */
  public record Unit(String name, Datasource datasource) {

    /** Its running Hibernate. */
    public SessionFactory factory() {
      return of(SessionFactory.class).get();
    }

    /** Its session in the transaction or the request that is open when it is used. */
    public Session session() {
      return of(Session.class).get();
    }

    /** The bean of this type that belongs to it. */
    private <T> InstanceHandle<T> of(Class<T> type) {
      return Arc.container().instance(type, qualifier());
    }

    private Annotation qualifier() {
      return isDefault() ? Default.Literal.INSTANCE : new PersistenceUnitLiteral(name);
    }

    private boolean isDefault() {
      return name.equals(PersistenceUnit.DEFAULT);
    }
  }

  /** All that have entities and are switched on, the default one first. */
  public static List<Unit> all() {
    Settings settings = new Settings(ConfigProvider.getConfig());
    List<Unit> units = new ArrayList<>();
    for (InstanceHandle<SessionFactory> factory :
        Arc.container().listAll(SessionFactory.class, Any.Literal.INSTANCE)) {
      if (factory.getBean().isActive()) {
        String name = name(factory);
        units.add(new Unit(name, datasource(name, settings)));
      }
    }
    units.sort(Comparator.comparing((Unit unit) -> !unit.isDefault()).thenComparing(Unit::name));
    return units;
  }

  /** The one of the datasource that this process works on, if that has any. */
  public static Optional<Unit> administered() {
    Datasource datasource = new Settings(ConfigProvider.getConfig()).datasource();
    return all().stream().filter(unit -> unit.datasource().equals(datasource)).findFirst();
  }

  /**
   * The same.
   *
   * @throws AdminException {@code REFUSED} if that has none
   */
  public static Unit required() {
    return administered().orElseThrow(PersistenceUnits::none);
  }

  /** Those of other datasources. */
  static List<Unit> elsewhere() {
    Datasource here = new Settings(ConfigProvider.getConfig()).datasource();
    return all().stream().filter(unit -> !unit.datasource().equals(here)).toList();
  }

  private static AdminException none() {
    String elsewhere =
        elsewhere().stream()
            .map(unit -> unit.datasource().toString())
            .distinct()
            .collect(Collectors.joining(", "));
    return AdminException.refused(
        elsewhere.isEmpty()
            ? "This service has no entities. 'sql' reads its tables."
            : "This datasource has no entities; there are some in "
                + elsewhere
                + ". Name another datasource with --datasource.");
  }

  private static String name(InstanceHandle<SessionFactory> factory) {
    return factory.getBean().getQualifiers().stream()
        .filter(PersistenceUnit.class::isInstance)
        .map(qualifier -> ((PersistenceUnit) qualifier).value())
        .findFirst()
        .orElse(PersistenceUnit.DEFAULT);
  }

  // It is a setting of the build, and so of the jar.
  private static Datasource datasource(String unit, Settings settings) {
    String prefix = "quarkus.hibernate-orm.";
    Optional<String> named =
        unit.equals(PersistenceUnit.DEFAULT)
            ? settings.text(prefix + "datasource")
            : settings
                .text(prefix + "\"" + unit + "\".datasource")
                .or(() -> settings.text(prefix + unit + ".datasource"));
    return named.map(Datasource::named).orElse(Datasource.DEFAULT);
  }
}
