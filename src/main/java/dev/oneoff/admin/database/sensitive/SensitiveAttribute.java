package dev.oneoff.admin.database.sensitive;

import dev.oneoff.admin.SecretNames;
import dev.oneoff.admin.SensitiveMember;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Table;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Struct;
import org.jspecify.annotations.Nullable;

/**
 * An attribute marked by a class, with its columns according to its annotations: Hibernate is not
 * asked.
 *
 * @param attributes its name, and those of everything embedded in it
 * @param tables the only tables it can be in; empty if that is not certain
 */
record SensitiveAttribute(Set<String> attributes, Set<String> columns, Set<String> tables) {

  private static final Set<Class<? extends Annotation>> OTHER_TABLES =
      Set.of(ElementCollection.class, CollectionTable.class, JoinTable.class, ManyToMany.class);

  private static final Set<Class<? extends Annotation>> REFERENCES =
      Set.of(ManyToOne.class, OneToOne.class, OneToMany.class, ManyToMany.class);

  static List<SensitiveAttribute> of(Class<?> type) {
    Map<String, List<AnnotatedElement>> properties = new LinkedHashMap<>();
    for (Member member : members(type)) {
      properties
          .computeIfAbsent(SensitiveMember.property(member), name -> new ArrayList<>())
          .add((AnnotatedElement) member);
    }
    List<SensitiveAttribute> sensitive = new ArrayList<>();
    properties.forEach(
        (name, members) -> {
          if (members.stream().anyMatch(member -> SensitiveMember.is(member) || whole(member))
              || renamed(type, name, members)) {
            sensitive.add(of(type, name, members));
          }
        });
    return sensitive;
  }

  private static SensitiveAttribute of(Class<?> type, String name, List<AnnotatedElement> members) {
    Set<String> attributes = new TreeSet<>(Set.of(name));
    Set<String> columns = new TreeSet<>(Set.of(Names.plain(name)));
    for (AnnotatedElement member : members) {
      columns.addAll(Names.columns(member));
      for (Class<?> part : types(member)) {
        addEmbedded(part, attributes, columns, 0);
        // A key is named after the attribute and what it refers to.
        ids(part).forEach(id -> columns.add(Names.plain(name + id)));
      }
    }
    return new SensitiveAttribute(attributes, columns, tables(type, members));
  }

  private static List<Member> members(Class<?> type) {
    return Stream.<Member>concat(
            Stream.of(type.getDeclaredFields()),
            Stream.of(type.getDeclaredMethods()).filter(method -> method.getParameterCount() == 0))
        .filter(member -> !Modifier.isStatic(member.getModifiers()) && !member.isSynthetic())
        .toList();
  }

  // A value with something sensitive in it, stored in one column: JSON, or the result of a
  // converter.
  private static boolean whole(AnnotatedElement member) {
    return member instanceof Field field
        && types(member).stream()
            .anyMatch(
                part ->
                    SensitiveMember.any(part)
                        && !part.isAnnotationPresent(Entity.class)
                        && (!part.isAnnotationPresent(Embeddable.class)
                            || part.isAnnotationPresent(Struct.class)
                            || field.isAnnotationPresent(Struct.class)
                            || field.isAnnotationPresent(JdbcTypeCode.class)));
  }

  // Its own name suggests a secret, but that of its column may not.
  private static boolean renamed(Class<?> type, String name, List<AnnotatedElement> members) {
    if (members.stream().anyMatch(SensitiveAttribute::refers)) {
      return false;
    }
    List<SecretNames.Name> names = new ArrayList<>();
    names.add(new SecretNames.Name(type.getSimpleName(), name));
    // Without a written one it is the column's name, too.
    names.add(new SecretNames.Name(table(type), name));
    for (AnnotatedElement member : members) {
      Names.written(member).forEach(column -> names.add(new SecretNames.Name(table(type), column)));
    }
    return SecretNames.column(type.getSimpleName(), name) && SecretNames.value(names);
  }

  private static boolean refers(AnnotatedElement member) {
    return REFERENCES.stream().anyMatch(member::isAnnotationPresent);
  }

  private static void addEmbedded(
      Class<?> type, Set<String> attributes, Set<String> columns, int depth) {
    if (depth > 8 || (depth == 0 && !type.isAnnotationPresent(Embeddable.class))) {
      return;
    }
    for (Class<?> part = type; part != null && part != Object.class; part = part.getSuperclass()) {
      for (Field field : part.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          attributes.add(field.getName());
          columns.add(Names.plain(field.getName()));
          columns.addAll(Names.columns(field));
          for (Class<?> inner : types(field)) {
            if (inner.isAnnotationPresent(Embeddable.class)) {
              addEmbedded(inner, attributes, columns, depth + 1);
            }
            ids(inner).forEach(id -> columns.add(Names.plain(field.getName() + id)));
          }
        }
      }
      for (Method method : part.getDeclaredMethods()) {
        columns.addAll(Names.columns(method));
      }
    }
  }

  private static Set<String> ids(Class<?> type) {
    Set<String> ids = new TreeSet<>();
    if (type.isAnnotationPresent(Entity.class)) {
      for (Class<?> part = type;
          part != null && part != Object.class;
          part = part.getSuperclass()) {
        for (Member member : members(part)) {
          AnnotatedElement annotated = (AnnotatedElement) member;
          if (annotated.isAnnotationPresent(Id.class)) {
            ids.add(SensitiveMember.property(member));
          } else if (annotated.isAnnotationPresent(EmbeddedId.class)) {
            types(annotated).forEach(key -> addEmbedded(key, ids, new TreeSet<>(), 0));
          }
        }
      }
    }
    return ids;
  }

  // Its own, and those of a collection's elements.
  private static List<Class<?>> types(AnnotatedElement member) {
    List<Class<?>> types = new ArrayList<>();
    addTypes(
        member instanceof Field field
            ? field.getGenericType()
            : ((Method) member).getGenericReturnType(),
        types);
    return types;
  }

  private static void addTypes(Type type, List<Class<?>> types) {
    if (type instanceof Class<?> simple) {
      types.add(simple.isArray() ? simple.getComponentType() : simple);
    } else if (type instanceof ParameterizedType several) {
      addTypes(several.getRawType(), types);
      Stream.of(several.getActualTypeArguments()).forEach(each -> addTypes(each, types));
    }
  }

  // What is embedded or inherited, or belongs to one of several classes with tables, can be in any.
  private static Set<String> tables(Class<?> type, List<AnnotatedElement> members) {
    @Nullable Entity entity = type.getAnnotation(Entity.class);
    if (entity == null
        || type.isAnnotationPresent(Inheritance.class)
        || extendsEntity(type)
        || members.stream().anyMatch(SensitiveAttribute::elsewhere)) {
      return Set.of();
    }
    return Set.of(Names.plain(table(type)));
  }

  private static String table(Class<?> type) {
    @Nullable Table table = type.getAnnotation(Table.class);
    if (table != null && !table.name().isEmpty()) {
      return table.name();
    }
    @Nullable Entity entity = type.getAnnotation(Entity.class);
    return entity == null || entity.name().isEmpty() ? type.getSimpleName() : entity.name();
  }

  private static boolean extendsEntity(Class<?> type) {
    for (Class<?> above = type.getSuperclass(); above != null; above = above.getSuperclass()) {
      if (above.isAnnotationPresent(Entity.class)) {
        return true;
      }
    }
    return false;
  }

  private static boolean elsewhere(AnnotatedElement member) {
    @Nullable Column column = member.getAnnotation(Column.class);
    @Nullable JoinColumn join = member.getAnnotation(JoinColumn.class);
    return OTHER_TABLES.stream().anyMatch(member::isAnnotationPresent)
        || (column != null && !column.table().isEmpty())
        || (join != null && !join.table().isEmpty());
  }
}
