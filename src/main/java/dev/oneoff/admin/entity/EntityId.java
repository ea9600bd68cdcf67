package dev.oneoff.admin.entity;

import dev.oneoff.admin.AdminException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.EntityIdentifierMapping;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.NonAggregatedIdentifierMapping;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.type.descriptor.java.JavaType;
import org.jspecify.annotations.Nullable;

/**
 * An entity's identifier as people write it: {@code 4711}, or {@code de/10115} if it has two parts.
 */
public final class EntityId {

  private static final String SEPARATOR = "/";

  private final EntityMappingType type;
  private final List<Part> parts;

  /**
   * A part of it, or all of it.
   *
   * @param path its path in HQL
   * @param attribute empty if it is all of it
   */
  private record Part(String path, JavaType<?> type, Optional<AttributeMapping> attribute) {}

  private EntityId(EntityMappingType type, List<Part> parts) {
    this.type = type;
    this.parts = parts;
  }

  public static EntityId of(EntityMappingType type) {
    EntityIdentifierMapping id = type.getIdentifierMapping();
    if (id instanceof NonAggregatedIdentifierMapping several) {
      return new EntityId(type, parts("", several.getMappedIdEmbeddableTypeDescriptor()));
    }
    if (id instanceof EmbeddableValuedModelPart embedded) {
      return new EntityId(
          type, parts(id.getAttributeName() + ".", embedded.getEmbeddableTypeDescriptor()));
    }
    return new EntityId(
        type, List.of(new Part(id.getAttributeName(), id.getJavaType(), Optional.empty())));
  }

  private static List<Part> parts(String prefix, EmbeddableMappingType embeddable) {
    return Declared.attributes(embeddable).stream()
        .map(
            part ->
                new Part(prefix + part.getAttributeName(), part.getJavaType(), Optional.of(part)))
        .toList();
  }

  /** The same with its parts sorted by name, whatever order they are declared in. */
  public EntityId byName() {
    return new EntityId(type, parts.stream().sorted(Comparator.comparing(Part::path)).toList());
  }

  /** A part that is not a plain value, such as another entity. */
  public Optional<String> notPlain() {
    return parts.stream()
        .flatMap(part -> part.attribute().stream())
        .filter(attribute -> !(attribute instanceof BasicValuedModelPart))
        .map(AttributeMapping::getAttributeName)
        .findFirst();
  }

  /** The values of its parts, of a loaded entity. */
  public List<Object> values(Object entity) {
    Object id = type.getIdentifierMapping().getIdentifier(entity);
    return parts.stream()
        .map(part -> part.attribute().map(attribute -> attribute.getValue(id)).orElse(id))
        .toList();
  }

  public List<JavaType<?>> types() {
    return parts.stream().<JavaType<?>>map(Part::type).toList();
  }

  /** The HQL path of each of its parts. */
  public List<String> paths() {
    return parts.stream().map(Part::path).toList();
  }

  /**
   * Of an entity that may not be loaded: a plain value if it is one, otherwise a text. Nothing is
   * read for it.
   */
  public @Nullable Object plain(Object entity) {
    Object id =
        entity instanceof HibernateProxy proxy
            ? proxy.getHibernateLazyInitializer().getInternalIdentifier()
            : type.getIdentifierMapping().getIdentifier(entity);
    return parts.size() == 1
        ? part(parts.get(0), id)
        : parts.stream().map(p -> String.valueOf(part(p, id))).collect(Collectors.joining("/"));
  }

  private static @Nullable Object part(Part part, Object id) {
    return PlainValue.of(part.attribute().map(attribute -> attribute.getValue(id)).orElse(id));
  }

  /**
   * The values of its parts, parsed from what somebody wrote.
   *
   * @throws AdminException {@code USAGE} if it is not an identifier of this entity
   */
  public List<Object> parse(String text) {
    String[] texts = parts.size() == 1 ? new String[] {text} : text.split(SEPARATOR, -1);
    if (texts.length != parts.size()) {
      throw AdminException.usage(
          String.format(
              Locale.ROOT,
              "The identifier of %s has %d parts and is written as %s.",
              type.getImportedName(),
              parts.size(),
              form()));
    }
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < texts.length; i++) {
      values.add(value(parts.get(i), texts[i]));
    }
    return values;
  }

  private Object value(Part part, String text) {
    try {
      return part.type().fromString(text);
    } catch (RuntimeException e) {
      throw AdminException.usage(
          String.format(
              Locale.ROOT,
              "'%s' is not a value for the %s of %s. Expected: %s.",
              text,
              part.path(),
              type.getImportedName(),
              KindOfValue.of(part.type().getJavaTypeClass())));
    }
  }

  private String form() {
    return parts.stream()
        .map(part -> part.path().replaceFirst(".*\\.", "").toUpperCase(Locale.ROOT))
        .collect(Collectors.joining(SEPARATOR));
  }

  /** {@code e.a = ?1 and e.b = ?2}. */
  public String condition(String alias) {
    return IntStream.range(0, parts.size())
        .mapToObj(i -> alias + "." + parts.get(i).path() + " = ?" + (i + 1))
        .collect(Collectors.joining(" and "));
  }
}
