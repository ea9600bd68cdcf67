package dev.oneoff.admin.shell.prompt;

import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.PluralAttribute;
import jakarta.persistence.metamodel.SingularAttribute;
import jakarta.persistence.metamodel.Type;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What HQL can name, according to the mapping. */
final class HqlNames {

  private final List<EntityType<?>> entities;

  HqlNames(List<EntityType<?>> entities) {
    this.entities = entities;
  }

  Stream<String> entities() {
    return entities.stream().map(EntityType::getName);
  }

  /** By its HQL name, or by its class's, with or without its package. */
  Optional<ManagedType<?>> entity(String name) {
    return entities.stream()
        .filter(
            entity ->
                entity.getName().equals(name)
                    || entity.getJavaType().getSimpleName().equals(name)
                    || entity.getJavaType().getName().equals(name))
        .<ManagedType<?>>map(entity -> entity)
        .findFirst();
  }

  static Stream<String> attributes(ManagedType<?> type) {
    return type.getAttributes().stream().map(Attribute::getName);
  }

  /** Attributes with attributes of their own. */
  static Stream<String> associations(ManagedType<?> type) {
    return type.getAttributes().stream()
        .filter(attribute -> attribute.isAssociation() || attribute.isCollection())
        .map(Attribute::getName);
  }

  /** What a path of attributes ends in. */
  static Optional<Attribute<?, ?>> attribute(ManagedType<?> type, List<String> path) {
    Optional<ManagedType<?>> owner = type(type, path.subList(0, path.size() - 1));
    String name = path.get(path.size() - 1);
    return owner.flatMap(
        each ->
            each.getAttributes().stream()
                .filter(attribute -> attribute.getName().equals(name))
                .<Attribute<?, ?>>map(attribute -> attribute)
                .findFirst());
  }

  /** The type with attributes at the end of a path; the type itself if that is empty. */
  static Optional<ManagedType<?>> type(ManagedType<?> type, List<String> path) {
    return path.isEmpty() ? Optional.of(type) : attribute(type, path).flatMap(HqlNames::target);
  }

  private static Optional<ManagedType<?>> target(Attribute<?, ?> attribute) {
    Type<?> type =
        attribute instanceof PluralAttribute<?, ?, ?> several
            ? several.getElementType()
            : ((SingularAttribute<?, ?>) attribute).getType();
    return type instanceof ManagedType<?> managed ? Optional.of(managed) : Optional.empty();
  }

  /** Its possible values, as HQL writes them, if they are few; otherwise empty. */
  static Stream<String> values(Attribute<?, ?> attribute) {
    Class<?> type = attribute.getJavaType();
    if (type == boolean.class || type == Boolean.class) {
      return Stream.of("true", "false");
    }
    return type.isEnum()
        ? Stream.of(type.getEnumConstants()).map(constant -> ((Enum<?>) constant).name())
        : Stream.of();
  }
}
