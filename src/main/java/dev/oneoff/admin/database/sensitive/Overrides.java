package dev.oneoff.admin.database.sensitive;

import jakarta.persistence.AssociationOverride;
import jakarta.persistence.AssociationOverrides;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.AttributeOverrides;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Column names by which a class overrides what it inherits or embeds. */
final class Overrides {

  private Overrides() {}

  /**
   * Those of sensitive attributes.
   *
   * @param attributes all that are sensitive anywhere; which one of that name is meant is ignored
   */
  static Set<String> columns(Class<?> type, Set<String> attributes) {
    Set<String> columns = new TreeSet<>();
    for (Annotation override : of(type)) {
      if (Stream.of(Names.text(override, "name").split("\\.")).anyMatch(attributes::contains)) {
        columns.addAll(Names.columns(override));
      }
    }
    return columns;
  }

  private static List<Annotation> of(Class<?> type) {
    List<AnnotatedElement> elements = new ArrayList<>(List.of(type));
    elements.addAll(List.of(type.getDeclaredFields()));
    elements.addAll(List.of(type.getDeclaredMethods()));
    List<Annotation> overrides = new ArrayList<>();
    for (AnnotatedElement element : elements) {
      for (Annotation annotation : element.getDeclaredAnnotations()) {
        if (annotation instanceof AttributeOverrides several) {
          overrides.addAll(List.of(several.value()));
        } else if (annotation instanceof AssociationOverrides several) {
          overrides.addAll(List.of(several.value()));
        } else if (annotation instanceof AttributeOverride
            || annotation instanceof AssociationOverride) {
          overrides.add(annotation);
        }
      }
    }
    return overrides;
  }
}
