package dev.oneoff.admin.task.processor;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.Listed;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/**
 * Lists the entities of a module, so that the command line can complete their names without a boot.
 */
@AutoService(Processor.class)
public final class EntityProcessor extends ListingProcessor {

  // By its name: a service without entities need not have it on the class path.
  private static final String ENTITY = "jakarta.persistence.Entity";

  @Override
  Listed list() {
    return Listed.ENTITIES;
  }

  @Override
  boolean belongs(TypeElement type) {
    return type.getAnnotationMirrors().stream()
        .anyMatch(mirror -> mirror.getAnnotationType().toString().equals(ENTITY));
  }

  @Override
  Set<TypeElement> found(RoundEnvironment round) {
    Set<TypeElement> entities = new LinkedHashSet<>();
    round.getRootElements().forEach(root -> find(root, entities));
    return entities;
  }

  private void find(Element element, Set<TypeElement> entities) {
    if (element instanceof TypeElement type) {
      if (belongs(type)) {
        entities.add(type);
      }
      ElementFilter.typesIn(type.getEnclosedElements()).forEach(inner -> find(inner, entities));
    }
  }
}
