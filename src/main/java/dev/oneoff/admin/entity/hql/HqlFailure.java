package dev.oneoff.admin.entity.hql;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.entity.Entities;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.HibernateException;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.query.IllegalSelectQueryException;
import org.hibernate.query.SyntaxException;
import org.hibernate.query.sqm.UnknownEntityException;
import org.jspecify.annotations.Nullable;

/** Explains what Hibernate did not understand about a query. */
public final class HqlFailure {

  private static final Pattern ATTRIBUTE =
      Pattern.compile("Could not resolve attribute '([^']+)' of '([^']+)'");

  private static final Pattern NAME =
      Pattern.compile("Could not interpret path expression '([^']+)'");

  private static final Pattern PLACE = Pattern.compile("At (\\d+):(\\d+) and token '(.+?)',");

  private static final Pattern PACKAGE = Pattern.compile("'(?:[a-z]\\w*\\.)+([A-Z]\\w*)'");

  private final Entities entities;

  public HqlFailure(Entities entities) {
    this.entities = entities;
  }

  /** Anything thrown while a query was parsed, as a sentence. */
  AdminException explain(RuntimeException e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof AdminException known) {
        return known;
      }
      if (t instanceof IllegalSelectQueryException) {
        return AdminException.refused(
            "A query only reads: it begins with 'select' or 'from'. To change data, write a"
                + " DataFix or use 'sql --write'.");
      }
      Optional<AdminException> unknown = unknownName(t);
      if (unknown.isPresent()) {
        return unknown.get();
      }
      if (t instanceof SyntaxException) {
        return AdminException.usage("This is not HQL" + place(sentence(t)));
      }
    }
    Throwable root = root(e);
    return AdminException.usage(
        "Hibernate does not understand the query: "
            + sentence(root)
            + TemporalLiteral.advice(root.getMessage())
                .map(way -> " " + way + "; or write :name and pass --param name=….")
                .orElse(""));
  }

  /**
   * Says that a name in a query is not mapped, and which one was probably meant; empty for any
   * other failure.
   */
  public Optional<AdminException> misnamed(Throwable e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      Optional<AdminException> unknown = unknownName(t);
      if (unknown.isPresent()) {
        return unknown;
      }
    }
    return Optional.empty();
  }

  private Optional<AdminException> unknownName(Throwable t) {
    if (t instanceof UnknownEntityException unknown) {
      return Optional.of(entities.unknown(String.valueOf(unknown.getEntityName())));
    }
    String message = String.valueOf(t.getMessage());
    Matcher attribute = ATTRIBUTE.matcher(message);
    if (attribute.find()) {
      return Optional.of(unknownAttribute(attribute.group(1), attribute.group(2)));
    }
    Matcher name = NAME.matcher(message);
    return name.find() ? entities.unknownName(name.group(1)) : Optional.empty();
  }

  // The position is useful, but not what the grammar would have expected there.
  private static String place(String said) {
    Matcher at = PLACE.matcher(said);
    if (!at.find()) {
      return ": " + said;
    }
    return at.group(3).equals("<EOF>")
        ? ": it ends too early, on line " + at.group(1) + "."
        : ": '"
            + at.group(3)
            + "' is not expected on line "
            + at.group(1)
            + ", column "
            + (Integer.parseInt(at.group(2)) + 1)
            + ".";
  }

  private AdminException unknownAttribute(String attribute, String type) {
    for (EntityMappingType entity : entities.all()) {
      if (type.equals(entity.getEntityName()) || type.equals(entity.getImportedName())) {
        return entities.unknownAttribute(entity, attribute);
      }
    }
    return AdminException.usage(type + " has no attribute '" + attribute + "'.");
  }

  // The innermost exception in which Hibernate says something.
  private static Throwable root(Throwable e) {
    @Nullable Throwable cause = e.getCause();
    return cause instanceof HibernateException || cause instanceof IllegalArgumentException
        ? root(cause)
        : e;
  }

  // Hibernate repeats the query.
  private static String sentence(Throwable e) {
    String message = String.valueOf(e.getMessage()).replaceFirst("(?s)\\s*\\[.*]\\s*$", "").strip();
    String plain =
        PACKAGE.matcher(message.replaceFirst("\\s*\\(it is not an .*\\)", "")).replaceAll("$1");
    return plain.endsWith(".") ? plain : plain + ".";
  }
}
