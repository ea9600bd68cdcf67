package dev.oneoff.admin.shell.engine;

import dev.oneoff.admin.shell.compiler.CompiledClass;
import dev.oneoff.admin.shell.compiler.CompilerAhead;
import dev.oneoff.admin.shell.compiler.CompilerFiles;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.ExpressionSnippet;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.SourceCodeAnalysis.Suggestion;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;
import org.jspecify.annotations.Nullable;

/** Compiles and runs Java snippets inside the service. */
public final class JavaEngine implements AutoCloseable {

  /** Holds the predefined names; belongs to no package of the service. */
  public static final String AT_HAND = AtHandClass.NAME;

  private static final Pattern WORD = Pattern.compile("\\b[A-Za-z]\\w*");
  private static final Pattern SNIPPET_FILE = Pattern.compile("#(.+)");

  private final SnippetControl control;
  private final JShell jshell;
  private final Map<String, String> atHand;
  private final LastValue value = new LastValue();
  private String last = "";
  private String typed = "";

  private JavaEngine(SnippetControl control, JShell jshell, Map<String, String> atHand) {
    this.control = control;
    this.jshell = jshell;
    this.atHand = atHand;
  }

  /**
   * Starts it; there is one per process.
   *
   * @param entities the classes whose fields the service declares public
   * @param names the predefined names, with their types
   * @param atHand the value of a name
   * @param out where snippets print to
   */
  public static JavaEngine start(
      Collection<Class<?>> entities,
      Map<String, Class<?>> names,
      Function<String, Object> atHand,
      PrintStream out) {
    ClassLoader service = Thread.currentThread().getContextClassLoader();
    EntityFields fields = new EntityFields(service);
    List<CompiledClass> classes = new ArrayList<>();
    EntityFinders.with(entities)
        .forEach(entity -> EntityShadow.of(entity, fields).ifPresent(classes::add));
    classes.add(AtHandClass.of(names));
    SnippetRuntime.install(atHand, out);
    SnippetControl control = new SnippetControl(new SnippetLoader(service, fields));
    CompilerFiles files = new CompilerFiles(CompilerAhead.files(), classes);
    JShell jshell =
        JShell.builder()
            .executionEngine(control, Map.of())
            .fileManager(own -> files)
            .out(out)
            .build();
    JavaEngine engine = new JavaEngine(control, jshell, atHand(entities, names));
    engine.run("import static " + AtHandClass.NAME + ".*;");
    return engine;
  }

  private static Map<String, String> atHand(
      Collection<Class<?>> entities, Map<String, Class<?>> names) {
    Map<String, String> all = new HashMap<>();
    names.keySet().forEach(name -> all.put(name, "variable"));
    entities.forEach(entity -> all.put(entity.getSimpleName(), "class"));
    return all;
  }

  /** The first snippet of a text; empty if only whitespace and comments are left. */
  public Optional<Piece> first(String text) {
    try {
      return divided(text);
    } catch (RuntimeException | StackOverflowError | AssertionError e) {
      // If the parser cannot cope, as with too many brackets, the compiler will report that as
      // well.
      return Optional.of(new Piece(text, text.length(), true));
    }
  }

  private Optional<Piece> divided(String text) {
    CompletionInfo info = jshell.sourceCodeAnalysis().analyzeCompletion(LastValue.standIn(text));
    @Nullable String source = source(text, info);
    return switch (info.completeness()) {
      case EMPTY -> Optional.empty();
      case COMPLETE, COMPLETE_WITH_SEMI, CONSIDERED_INCOMPLETE ->
          source == null
              ? Optional.of(new Piece(text, text.length(), false))
              : Optional.of(
                  new Piece(
                      source,
                      text.length() - info.remaining().length(),
                      info.completeness().isComplete() || !info.remaining().isBlank()));
      case DEFINITELY_INCOMPLETE -> Optional.of(new Piece(text, text.length(), false));
      // The compiler will report that it is wrong.
      case UNKNOWN -> Optional.of(new Piece(text, text.length(), true));
    };
  }

  // The placeholder is as long as what was typed; JShell adds at most a semicolon, before
  // whitespace.
  private static @Nullable String source(String text, CompletionInfo info) {
    String source = info.source();
    if (source == null) {
      return null;
    }
    String stood = LastValue.standIn(text);
    int same = 0;
    while (same < Math.min(source.length(), stood.length())
        && source.charAt(same) == stood.charAt(same)) {
      same++;
    }
    return same == source.length()
        ? text.substring(0, same)
        : text.substring(0, same)
            + source.charAt(same)
            + text.substring(same, Math.min(text.length(), source.length() - 1));
  }

  /** Compiles and runs one snippet; {@code _} in it is the last value. */
  public Outcome run(String source) {
    control.forget();
    typed = source;
    SnippetEvent event =
        jshell.eval(value.in(source)).stream()
            .filter(each -> each.causeSnippet() == null)
            .reduce((former, later) -> later)
            .orElseThrow(() -> new IllegalStateException("Nothing came of: " + source));
    Snippet snippet = event.snippet();
    last = snippet.id();
    if (event.status() == Snippet.Status.REJECTED) {
      return new Outcome.Rejected(problems(snippet));
    }
    if (control.stopped()) {
      return new Outcome.Stopped();
    }
    @Nullable Throwable failure = control.failure();
    if (failure != null) {
      return failed(failure, event.exception());
    }
    if (event.exception() != null) {
      return new Outcome.Rejected(
          List.of(new Outcome.Problem(unresolved(snippet).orElse("It cannot run."), 0, 0)));
    }
    return value(snippet).orElseGet(() -> new Outcome.Done(unresolved(snippet)));
  }

  private Optional<Outcome> value(Snippet snippet) {
    if (snippet instanceof VarSnippet variable) {
      value.is(variable.name());
      boolean temporary = variable.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND;
      return Optional.of(
          new Outcome.Value(
              control.value(),
              temporary ? Optional.empty() : Optional.of(variable.name()),
              variable.typeName()));
    }
    if (snippet instanceof ExpressionSnippet expression) {
      value.is(expression.name());
      return Optional.of(
          new Outcome.Value(control.value(), Optional.empty(), expression.typeName()));
    }
    return Optional.empty();
  }

  private Optional<String> unresolved(Snippet snippet) {
    if (!(snippet instanceof DeclarationSnippet declaration)) {
      return Optional.empty();
    }
    List<String> names = jshell.unresolvedDependencies(declaration).toList();
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "It cannot be used before there is "
                + value.told(typed, String.join(" and ", names))
                + ".");
  }

  private List<Outcome.Problem> problems(Snippet snippet) {
    return jshell.diagnostics(snippet).filter(Diag::isError).map(this::problem).toList();
  }

  private Outcome.Problem problem(Diag told) {
    int start = (int) told.getStartPosition();
    int end = (int) told.getEndPosition();
    if (value.isMissingAt(typed, start)) {
      return new Outcome.Problem("There is no last value yet.", start, end);
    }
    CompilerMessage message =
        CompilerMessage.of(value.told(typed, told.getMessage(Locale.ENGLISH)));
    int dot = (int) told.getPosition();
    Map<String, String> names = message.aboutAMember() ? new HashMap<>() : names();
    if (message.aboutAMember() && dot > start) {
      // javac also marks everything before the name.
      start = afterBlanks(value.in(typed), dot + 1);
    }
    if (message.leavesOpen(names) && !message.aboutAMember()) {
      WORD.matcher(typed).results().forEach(word -> names.putIfAbsent(word.group(), "variable"));
      names.remove(message.name());
    }
    if (message.leavesOpen(names)) {
      names.putAll(possibleAt(start));
    }
    return new Outcome.Problem(
        message.sentence(names), value.typed(typed, start), value.typed(typed, end));
  }

  // What the compiler would accept there: a type's members, what is declared around it.
  private Map<String, String> possibleAt(int start) {
    Map<String, String> all = new HashMap<>();
    for (Suggestion each :
        jshell
            .sourceCodeAnalysis()
            .completionSuggestions(value.in(typed).substring(0, start), start, new int[1])) {
      String name = each.continuation();
      int bracket = name.indexOf('(');
      all.putIfAbsent(
          bracket < 0 ? name : name.substring(0, bracket), bracket < 0 ? "variable" : "method");
    }
    return all;
  }

  private static int afterBlanks(String code, int from) {
    int at = from;
    while (at < code.length() && Character.isWhitespace(code.charAt(at))) {
      at++;
    }
    return at;
  }

  // What could have been meant, and what it is.
  private Map<String, String> names() {
    Map<String, String> all = new HashMap<>(atHand);
    jshell.types().map(TypeDeclSnippet::name).forEach(name -> all.put(name, "class"));
    jshell.methods().map(MethodSnippet::name).forEach(name -> all.put(name, "method"));
    jshell.variables().map(VarSnippet::name).forEach(name -> all.put(name, "variable"));
    return all;
  }

  // JShell knows which line of which snippet a line of compiled code is.
  private static Outcome failed(Throwable failure, @Nullable JShellException told) {
    if (told instanceof EvalException) {
      for (StackTraceElement element : told.getStackTrace()) {
        String file = element.getFileName();
        if (file != null && SNIPPET_FILE.matcher(file).matches()) {
          return new Outcome.Failed(failure, file.substring(1), element.getLineNumber());
        }
      }
    }
    return new Outcome.Failed(failure, "", 0);
  }

  /** Code as it is compiled, with the current meaning of {@code _}. */
  public String meant(String typed) {
    return value.in(typed);
  }

  /** What ran last, as it was typed. */
  public String lastTyped() {
    return typed;
  }

  /** The number of the snippet that ran last. */
  public String lastSnippet() {
    return last;
  }

  /** From now on whatever runs is not to be stopped. */
  public void forgetStop() {
    control.forgetStop();
  }

  /** Asks the running snippet to stop, and those after it, and returns whether one is running. */
  public boolean stop() {
    return control.requestStop();
  }

  /** Whether this came from showing a value because it was asked to stop. */
  public boolean stopped(Throwable shown) {
    return control.stopped(shown);
  }

  /** Where it is now, innermost frame first. */
  public List<StackTraceElement> whereabouts() {
    return List.of(control.whereabouts());
  }

  /** What was declared. */
  public JShell jshell() {
    return jshell;
  }

  @Override
  public void close() {
    jshell.close();
  }
}
