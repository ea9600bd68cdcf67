package dev.oneoff.admin.shell.value;

import dev.oneoff.admin.Redaction;
import dev.oneoff.admin.Sensitive;
import dev.oneoff.admin.SensitiveMember;
import dev.oneoff.admin.shell.engine.EntityFields;
import dev.oneoff.admin.shell.engine.TypedNames;
import jakarta.persistence.Entity;
import jakarta.persistence.Transient;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hibernate.Hibernate;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.jspecify.annotations.Nullable;

/**
 * Breaks values down into names, lists and printable values. Nothing is read from the database for
 * this, and sensitive values are masked.
 */
public final class PlainValues {

  private static final int DEPTH = 4;
  private static final int MEMBERS = 20;

  private final EntityFields fields;
  private final UnaryOperator<Object> identifier;
  private final boolean unmasked;

  /**
   * Breaks down the values of this service.
   *
   * @param identifier returns an entity's key
   */
  public PlainValues(EntityFields fields, UnaryOperator<Object> identifier, boolean unmasked) {
    this.fields = fields;
    this.identifier = identifier;
    this.unmasked = unmasked;
  }

  /** A thing's properties by name; empty for what is printable by itself. */
  public Optional<Map<String, @Nullable Object>> properties(Object value) {
    return properties(Hibernate.unproxy(value), 0);
  }

  private Optional<Map<String, @Nullable Object>> properties(Object value, int depth) {
    Map<String, @Nullable Object> properties = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, each) -> put(properties, key, plain(each, depth + 1)));
    } else if (value instanceof Map.Entry<?, ?> entry) {
      properties.put("key", plain(entry.getKey(), depth + 1));
      properties.put("value", plain(entry.getValue(), depth + 1));
    } else if (value instanceof Record) {
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        properties.put(
            component.getName(),
            shown(
                value.getClass(),
                component.getName(),
                call(component.getAccessor(), value),
                depth));
      }
    } else if (EntityFields.managed(value.getClass())) {
      addFields(value.getClass(), value, properties, depth);
    } else {
      return Optional.empty();
    }
    return Optional.of(properties);
  }

  // Two masked keys are still two.
  private void put(
      Map<String, @Nullable Object> properties, @Nullable Object key, @Nullable Object value) {
    String name = key == null ? "null" : String.valueOf(printed(key));
    String free = name;
    for (int i = 2; properties.containsKey(free); i++) {
      free = name + "_" + i;
    }
    properties.put(free, value);
  }

  private void addFields(
      Class<?> type, Object value, Map<String, @Nullable Object> properties, int depth) {
    Class<?> above = type.getSuperclass();
    if (above != null && EntityFields.managed(above)) {
      addFields(above, value, properties, depth);
    }
    for (Field field : type.getDeclaredFields()) {
      if (isAttribute(field)) {
        properties.put(field.getName(), shown(type, field.getName(), read(field, value), depth));
      }
    }
  }

  private static boolean isAttribute(Field field) {
    return (field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0
        && !field.isAnnotationPresent(Transient.class)
        && !field.getName().startsWith("$$");
  }

  private @Nullable Object shown(Class<?> type, String name, @Nullable Object value, int depth) {
    // A reference is named after what it refers to, and only names that.
    boolean masked =
        refers(value)
            ? SensitiveMember.marked(type, name)
            : value != null && SensitiveMember.property(type, name);
    if (masked && !unmasked) {
      Redaction.PROCESS.learn(value);
      return Sensitive.MASK;
    }
    return plain(value, depth + 1);
  }

  private static boolean refers(@Nullable Object value) {
    return value != null
        && (isEntity(value)
            || (value instanceof Collection<?> members
                && Hibernate.isInitialized(members)
                && members.stream().anyMatch(each -> each != null && isEntity(each))));
  }

  /** A part of something: an entity is only named. */
  @Nullable Object plain(@Nullable Object value, int depth) {
    if (value == null) {
      return null;
    }
    if (isEntity(value)) {
      Object id = identifier.apply(value);
      return new Reference(type(value).getSimpleName(), id == null ? null : printed(id));
    }
    if (!Hibernate.isInitialized(value)) {
      return "(not loaded)";
    }
    if (depth > DEPTH) {
      return "…";
    }
    if (value instanceof Collection<?> members) {
      return members(members, depth);
    }
    if (value instanceof Optional<?> optional) {
      return plain(optional.orElse(null), depth);
    }
    Optional<Map<String, @Nullable Object>> properties = properties(value, depth);
    return properties.isPresent() ? properties.get() : printed(value);
  }

  /** What is printable by itself, without known sensitive values, wherever they came from. */
  Object printed(Object value) {
    if (value instanceof Boolean || (unmasked && value instanceof byte[])) {
      return value;
    }
    String text = value instanceof byte[] bytes ? hex(bytes) : TypedNames.of(value);
    String shown =
        unmasked
            ? text
            : Redaction.PROCESS.isKnown(text) ? Sensitive.MASK : Redaction.PROCESS.redact(text);
    return shown.equals(String.valueOf(value)) ? value : shown;
  }

  // As PostgreSQL writes it.
  private static String hex(byte[] bytes) {
    return "\\x" + HexFormat.of().formatHex(bytes);
  }

  private List<@Nullable Object> members(Collection<?> members, int depth) {
    List<@Nullable Object> plain = new ArrayList<>();
    for (Object member : members) {
      if (plain.size() == MEMBERS) {
        plain.add("… " + (members.size() - MEMBERS) + " more");
        break;
      }
      plain.add(plain(member, depth + 1));
    }
    return plain;
  }

  private static boolean isEntity(Object value) {
    return type(value).isAnnotationPresent(Entity.class);
  }

  private static Class<?> type(Object value) {
    LazyInitializer lazy = HibernateProxy.extractLazyInitializer(value);
    return lazy == null ? value.getClass() : lazy.getPersistentClass();
  }

  private @Nullable Object read(Field field, Object value) {
    Optional<Method> getter = fields.getter(field);
    if (getter.isPresent()) {
      return call(getter.get(), value);
    }
    try {
      field.setAccessible(true);
      return field.get(value);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable Object call(Method method, Object value) {
    try {
      method.setAccessible(true);
      return method.invoke(value);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    } catch (InvocationTargetException e) {
      return "(" + Redaction.PROCESS.redactUnreviewed(String.valueOf(e.getCause())) + ")";
    }
  }
}
