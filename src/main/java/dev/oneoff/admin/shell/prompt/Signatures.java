package dev.oneoff.admin.shell.prompt;

import dev.oneoff.admin.shell.engine.JavaEngine;
import dev.oneoff.admin.shell.engine.TypedNames;
import dev.oneoff.admin.shell.source.Declaration;
import dev.oneoff.admin.shell.source.Source;
import dev.oneoff.admin.shell.source.Sources;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Documentation;

/** How a class, a method or a variable is declared. */
public final class Signatures {

  private static final Pattern MEMBER = Pattern.compile("^([\\w.]*\\b[A-Z]\\w*)\\.([a-z]\\w*)$");
  private static final Pattern SENTENCE = Pattern.compile("(?s)(.*?[.!?])(?:\\s.*|$)");

  private final JavaEngine engine;
  private final Sources sources;

  public Signatures(JavaEngine engine, Sources sources) {
    this.engine = engine;
    this.sources = sources;
  }

  /**
   * The answer to {@code ?name}: each overload of a method, with Javadoc if the sources are
   * available.
   *
   * @param name as one would type it: {@code orders.changeStatus}, {@code Customer}
   */
  public List<String> of(String name) {
    return found(name).stream()
        .flatMap(
            each ->
                Stream.concat(
                    Stream.of(signature(each)), javadoc(each).lines().map(line -> "    " + line)))
        .distinct()
        .toList();
  }

  /** The answer to {@code ??name}; empty if the sources are not available. */
  public List<Source> sources(String name) {
    Optional<Source> typed =
        engine
            .jshell()
            .snippets()
            .filter(DeclarationSnippet.class::isInstance)
            .map(DeclarationSnippet.class::cast)
            .filter(each -> each.name().equals(name) && engine.jshell().status(each).isActive())
            .reduce((former, later) -> later)
            .map(snippet -> new Source("this shell", snippet.source().strip(), ""));
    return typed.isPresent()
        ? typed.stream().toList()
        : found(name).stream()
            .flatMap(each -> declared(each).stream())
            .flatMap(each -> sources.of(each).stream())
            .distinct()
            .toList();
  }

  /** The classes and members that a name can mean. */
  public List<String> named(String name) {
    return found(name).stream()
        .flatMap(each -> declared(each).stream())
        .map(Declaration::toString)
        .distinct()
        .toList();
  }

  private List<Documentation> found(String name) {
    String code = engine.meant(name);
    // By a class's own name only static members can be called, but one asks about the others, too.
    String instance = MEMBER.matcher(code).replaceFirst("(($1) null).$2");
    return Stream.of(code + "(", "new " + code + "(", code, instance + "(", instance)
        .distinct()
        .flatMap(each -> documentation(each).stream())
        .toList();
  }

  /** The parameters of the method whose parenthesis has just been opened, one overload per line. */
  public List<String> taken(String typed) {
    return documentation(engine.meant(typed)).stream()
        .map(each -> (signature(each) + "  " + firstSentence(javadoc(each))).strip())
        .distinct()
        .toList();
  }

  private List<Documentation> documentation(String code) {
    SourceCodeAnalysis analysis = engine.jshell().sourceCodeAnalysis();
    return analysis.documentation(code, code.length(), true);
  }

  // Without packages it fits on a line.
  private static String signature(Documentation each) {
    return TypedNames.inSignature(each.signature());
  }

  // JShell only looks for the JDK's.
  private String javadoc(Documentation each) {
    return each.javadoc() != null
        ? Source.plain(each.javadoc())
        : declared(each).stream()
            .flatMap(declared -> sources.of(declared).stream())
            .map(Source::javadoc)
            .findFirst()
            .orElse("");
  }

  private Optional<Declaration> declared(Documentation each) {
    return Declaration.of(each.signature(), this::qualified).map(Declaration::written);
  }

  private String qualified(String type) {
    return documentation(type).stream()
        .map(each -> Declaration.withoutTypeParameters(each.signature()))
        .filter(each -> each.endsWith(type))
        .findFirst()
        .orElse(type);
  }

  private static String firstSentence(String javadoc) {
    // It is followed by @param and the like.
    String said = javadoc.replaceFirst("(?ms)^@.*", "");
    return SENTENCE.matcher(said).replaceFirst("$1").replaceAll("\\s+", " ");
  }
}
