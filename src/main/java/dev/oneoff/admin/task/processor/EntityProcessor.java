package dev.oneoff.admin.task.processor;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.Listed;
import javax.annotation.processing.Processor;
import javax.lang.model.element.TypeElement;

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
}
