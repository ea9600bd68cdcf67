package dev.oneoff.admin.task.processor;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.Listed;
import dev.oneoff.admin.SecretNames;
import dev.oneoff.admin.Sensitive;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.Processor;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Lists the classes that determine which columns are sensitive, so that a console masks them
 * without a boot: those with {@link Sensitive} members, those that rename columns (or just the one
 * of an attribute whose name suggests a secret), and those that store a whole value in one column.
 */
@AutoService(Processor.class)
public final class SensitiveProcessor extends ListingProcessor {

  private static final Set<String> TELLING =
      Set.of(
          "jakarta.persistence.AttributeOverride",
          "jakarta.persistence.AttributeOverrides",
          "jakarta.persistence.AssociationOverride",
          "jakarta.persistence.AssociationOverrides",
          "jakarta.persistence.Convert",
          "jakarta.persistence.Converts",
          "org.hibernate.annotations.JdbcTypeCode",
          "org.hibernate.annotations.Struct",
          "org.hibernate.annotations.Type");

  private static final String COLUMN = "jakarta.persistence.Column";

  private static final Set<String> OPTIONS =
      Set.of("picocli.CommandLine.Option", "picocli.CommandLine.Parameters");

  @Override
  Listed list() {
    return Listed.SENSITIVE;
  }

  @Override
  boolean belongs(TypeElement type) {
    return carries(type, TELLING) || type.getEnclosedElements().stream().anyMatch(this::tells);
  }

  private boolean tells(Element member) {
    return carries(member, TELLING)
        || (marked(member) && inTable(member))
        || renamed(member)
        || (member.getKind() == ElementKind.FIELD && holdsMarked(member.asType()));
  }

  private static boolean marked(Element member) {
    return member.getAnnotation(Sensitive.class) != null;
  }

  // A column is masked by its own name wherever it is seen; but by its attribute's only if the list
  // leads to it.
  private static boolean renamed(Element member) {
    return suggestsSecret(member)
        && member.getAnnotationMirrors().stream()
            .filter(mirror -> mirror.getAnnotationType().toString().equals(COLUMN))
            .flatMap(mirror -> mirror.getElementValues().entrySet().stream())
            .filter(element -> element.getKey().getSimpleName().contentEquals("name"))
            .anyMatch(name -> !SecretNames.suggests(name.getValue().getValue().toString()));
  }

  private static boolean suggestsSecret(Element member) {
    String name = member.getSimpleName().toString();
    return SecretNames.suggests(
        member.getKind() == ElementKind.METHOD
            ? name.replaceFirst("^(get|is)(?=[A-Z])", "")
            : name);
  }

  // A task's option or a component of a report's rows is not in any table. Anything else that is
  // marked may be mapped, if only in XML.
  private static boolean inTable(Element member) {
    @Nullable Element owner = member.getEnclosingElement();
    return owner != null
        && !carries(member, OPTIONS)
        && (owner.getKind() != ElementKind.RECORD
            || carries(owner, Set.of("jakarta.persistence.Embeddable")));
  }

  private static boolean holdsMarked(TypeMirror type) {
    if (type.getKind() != TypeKind.DECLARED || !(type instanceof DeclaredType declared)) {
      return false;
    }
    List<? extends Element> members = declared.asElement().getEnclosedElements();
    return members.stream().anyMatch(member -> marked(member) && inTable(member))
        || declared.getTypeArguments().stream().anyMatch(SensitiveProcessor::holdsMarked);
  }

  private static boolean carries(Element element, Set<String> annotations) {
    return element.getAnnotationMirrors().stream()
        .anyMatch(mirror -> annotations.contains(mirror.getAnnotationType().toString()));
  }
}
