package dev.oneoff.admin.task.build;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.Sensitive;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/**
 * Lists the entities, embeddables and classes above them that have {@link Sensitive} fields, so
 * that a console knows without a boot which columns it masks.
 */
@AutoService(Processor.class)
public final class SensitiveProcessor extends ListingProcessor {

  private static final Set<String> MAPPED =
      Set.of(
          "jakarta.persistence.Entity",
          "jakarta.persistence.Embeddable",
          "jakarta.persistence.MappedSuperclass");

  @Override
  String path() {
    return "META-INF/services/" + Sensitive.class.getName();
  }

  @Override
  boolean belongs(TypeElement type) {
    return mapped(type)
        && type.getEnclosedElements().stream()
            .anyMatch(member -> member.getAnnotation(Sensitive.class) != null);
  }

  @Override
  Set<TypeElement> found(RoundEnvironment round) {
    Set<TypeElement> types = new LinkedHashSet<>();
    for (Element field : round.getElementsAnnotatedWith(Sensitive.class)) {
      // An option of a task and a component of a report's rows stand in no table.
      if (field.getEnclosingElement() instanceof TypeElement type && mapped(type)) {
        types.add(type);
      }
    }
    return types;
  }

  private static boolean mapped(TypeElement type) {
    return type.getAnnotationMirrors().stream()
        .anyMatch(mirror -> MAPPED.contains(mirror.getAnnotationType().toString()));
  }
}
