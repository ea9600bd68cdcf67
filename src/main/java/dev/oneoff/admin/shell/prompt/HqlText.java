package dev.oneoff.admin.shell.prompt;

import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.ManagedType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A query while it is typed: what could stand at the end of it. */
final class HqlText {

  private static final Pattern WORD = Pattern.compile("[\\w.$]*$");
  private static final String PATH = "[A-Za-z_$][\\w$]*(?:\\.[\\w$]+)*";
  private static final List<String> KEYWORDS =
      List.of(
          "and",
          "as",
          "asc",
          "avg",
          "between",
          "by",
          "case",
          "coalesce",
          "count",
          "delete",
          "desc",
          "distinct",
          "else",
          "end",
          "exists",
          "fetch",
          "from",
          "group",
          "having",
          "in",
          "inner",
          "is",
          "join",
          "left",
          "like",
          "limit",
          "lower",
          "max",
          "member",
          "min",
          "not",
          "null",
          "of",
          "offset",
          "on",
          "or",
          "order",
          "select",
          "set",
          "size",
          "sum",
          "then",
          "update",
          "upper",
          "when",
          "where");
  // What follows an entity that has no alias.
  private static final String NO_NAME = "(?!(?:" + String.join("|", KEYWORDS) + "|cross|full)\\b)";
  private static final Pattern MENTIONED =
      Pattern.compile(
          "(?i)(?:\\b(?:from|update|delete|into|join(?:\\s+fetch)?)|,)\\s+(?!from\\b)"
              + ("(" + PATH + ")(?:\\s+(?:as\\s+)?" + NO_NAME + "(\\w+))?"));
  private static final Pattern BEFORE_ENTITY =
      Pattern.compile(
          "(?is)(?:.*\\b)?(?:from|update|into|delete)\\s+$|.*\\bfrom\\s+"
              + PATH
              + "(\\s+(as\\s+)?\\w+)?\\s*,\\s*$");
  private static final Pattern BEFORE_JOINED = Pattern.compile("(?is).*\\bjoin\\s+(?:fetch\\s+)?$");
  private static final Pattern BEFORE_VALUE =
      Pattern.compile(
          "(?is).*?(" + PATH + ")\\s*(?:=|<>|!=|\\b(?:not\\s+)?in\\s*\\((?:[^()]*,)?)\\s*$");
  // An alias may refer to another, and in half-typed text even to itself.
  private static final int DEEP = 9;

  private record Mentioned(String path, String alias) {}

  private final HqlNames names;
  private final Optional<ManagedType<?>> given;
  private final String before;
  private final String word;
  private final List<Mentioned> mentioned;

  /**
   * A query up to its cursor, and what follows that.
   *
   * @param given whose attributes need no entity before them, as in Panache's queries
   */
  HqlText(HqlNames names, Optional<ManagedType<?>> given, String text, String after) {
    Matcher last = WORD.matcher(text);
    this.word = last.find() ? last.group() : "";
    this.before = text.substring(0, text.length() - word.length());
    this.names = names;
    this.given = given;
    this.mentioned = MENTIONED.matcher(text + after).results().map(HqlText::mentioned).toList();
  }

  private static Mentioned mentioned(MatchResult match) {
    return new Mentioned(match.group(1), match.group(2) == null ? "" : match.group(2));
  }

  /** The part of a name that has been typed already. */
  String word() {
    return word;
  }

  /** Names that could replace the word. */
  Stream<String> proposals() {
    if (before.chars().filter(c -> c == '\'').count() % 2 > 0
        || before.endsWith(":")
        || before.endsWith("?")) {
      return Stream.of();
    }
    int dot = word.lastIndexOf('.');
    if (dot >= 0) {
      String qualifier = word.substring(0, dot);
      return type(qualifier, DEEP).stream()
          .flatMap(HqlNames::attributes)
          .map(name -> qualifier + "." + name);
    }
    if (BEFORE_ENTITY.matcher(before).matches()) {
      return names.entities();
    }
    if (BEFORE_JOINED.matcher(before).matches()) {
      return Stream.concat(joinable(), names.entities());
    }
    Matcher value = BEFORE_VALUE.matcher(before);
    List<String> values =
        value.matches()
            ? attribute(value.group(1)).stream().flatMap(HqlNames::values).toList()
            : List.of();
    return values.isEmpty() ? anything() : values.stream();
  }

  private Stream<String> joinable() {
    return mentioned.stream()
        .filter(each -> !each.alias().isEmpty())
        .flatMap(
            each ->
                type(each.alias(), DEEP).stream()
                    .flatMap(HqlNames::associations)
                    .map(name -> each.alias() + "." + name));
  }

  private Stream<String> anything() {
    boolean capitals = !word.isEmpty() && Character.isUpperCase(word.charAt(0));
    return Stream.of(
            roots().flatMap(HqlNames::attributes),
            mentioned.stream().map(Mentioned::alias).filter(alias -> !alias.isEmpty()),
            // Not worth looking up as long as nothing has been typed.
            KEYWORDS.stream()
                .filter(keyword -> !word.isEmpty() || (before.isBlank() && given.isEmpty()))
                .map(keyword -> capitals ? keyword.toUpperCase(Locale.ROOT) : keyword))
        .flatMap(each -> each);
  }

  // Whose attributes can stand alone.
  private Stream<ManagedType<?>> roots() {
    List<ManagedType<?>> entities =
        mentioned.stream().flatMap(each -> names.entity(each.path()).stream()).toList();
    return entities.isEmpty() ? given.stream() : entities.stream();
  }

  private Optional<ManagedType<?>> type(String path, int deep) {
    List<String> parts = List.of(path.split("\\.", -1));
    Optional<ManagedType<?>> entity = names.entity(path);
    return deep == 0 || entity.isPresent()
        ? entity
        : owner(parts.get(0), deep)
            .flatMap(owner -> HqlNames.type(owner, parts.subList(1, parts.size())))
            .or(() -> roots().flatMap(root -> HqlNames.type(root, parts).stream()).findFirst());
  }

  private Optional<ManagedType<?>> owner(String alias, int deep) {
    return mentioned.stream()
        .filter(each -> each.alias().equals(alias))
        .findFirst()
        .flatMap(each -> type(each.path(), deep - 1));
  }

  private Optional<Attribute<?, ?>> attribute(String path) {
    List<String> parts = List.of(path.split("\\.", -1));
    Optional<Attribute<?, ?>> ofAlias =
        parts.size() < 2
            ? Optional.empty()
            : owner(parts.get(0), DEEP)
                .flatMap(owner -> HqlNames.attribute(owner, parts.subList(1, parts.size())));
    return ofAlias.or(
        () -> roots().flatMap(root -> HqlNames.attribute(root, parts).stream()).findFirst());
  }
}
