package dev.oneoff.admin.shell.source;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** The source text of classes and their members, parsed by the compiler itself. */
public final class Sources {

  private final SourceFiles files;

  public Sources(SourceFiles files) {
    this.files = files;
  }

  /** Each overload with this name and, if given, these parameters; empty without a source. */
  public List<Source> of(Declaration declared) {
    List<String> names = List.of(declared.type().split("\\.", -1));
    int outer =
        IntStream.range(0, names.size())
            .filter(i -> !names.get(i).isEmpty() && Character.isUpperCase(names.get(i).charAt(0)))
            .findFirst()
            .orElse(names.size() - 1);
    return files
        .of(String.join("/", names.subList(0, outer + 1)) + ".java")
        .map(file -> new Read(file).of(names.subList(outer, names.size()), declared))
        .orElse(List.of());
  }

  /** One source as a syntax tree. */
  private static final class Read {

    private final SourceFiles.Found file;
    private final DocTrees trees;
    private final @Nullable CompilationUnitTree unit;

    Read(SourceFiles.Found file) {
      this.file = file;
      JavacTask task =
          (JavacTask)
              ToolProvider.getSystemJavaCompiler()
                  .getTask(
                      null,
                      null,
                      problem -> {},
                      List.of("-proc:none"),
                      null,
                      List.of(object(file.text())));
      this.trees = DocTrees.instance(task);
      this.unit = unit(task);
    }

    private static @Nullable CompilationUnitTree unit(JavacTask task) {
      try {
        return task.parse().iterator().next();
      } catch (IOException e) {
        return null;
      }
    }

    private static JavaFileObject object(String text) {
      return new SimpleJavaFileObject(
          URI.create("string:///Read.java"), JavaFileObject.Kind.SOURCE) {
        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
          return text;
        }
      };
    }

    List<Source> of(List<String> classes, Declaration declared) {
      if (unit == null) {
        return List.of();
      }
      Optional<TreePath> type =
          unit.getTypeDecls().stream()
              .filter(isClass(classes.get(0)))
              .findFirst()
              .map(each -> new TreePath(new TreePath(unit), each));
      for (String nested : classes.subList(1, classes.size())) {
        type =
            type.flatMap(
                owner ->
                    members(owner)
                        .filter(path -> isClass(nested).test(path.getLeaf()))
                        .findFirst());
      }
      if (type.isEmpty() || declared.member().isEmpty()) {
        return type.stream().map(this::source).toList();
      }
      List<TreePath> named =
          members(type.get())
              .filter(path -> isNamed(path.getLeaf(), declared.member().get()))
              .toList();
      List<TreePath> same =
          named.stream()
              .filter(path -> parameters(path.getLeaf()).equals(declared.parameters()))
              .toList();
      return (same.isEmpty() ? named : same).stream().map(this::source).toList();
    }

    private static Predicate<Tree> isClass(String name) {
      return tree -> tree instanceof ClassTree type && type.getSimpleName().contentEquals(name);
    }

    private static boolean isNamed(Tree tree, String name) {
      return (tree instanceof MethodTree method && method.getName().contentEquals(name))
          || (tree instanceof VariableTree variable && variable.getName().contentEquals(name));
    }

    private static List<String> parameters(Tree tree) {
      return tree instanceof MethodTree method
          ? method.getParameters().stream()
              .map(each -> Declaration.simple(String.valueOf(each.getType())))
              .toList()
          : List.of();
    }

    private static Stream<TreePath> members(TreePath type) {
      return ((ClassTree) type.getLeaf())
          .getMembers().stream().map(member -> new TreePath(type, member));
    }

    private Source source(TreePath path) {
      String text = file.text();
      int begin = (int) trees.getSourcePositions().getStartPosition(unit, path.getLeaf());
      int end = (int) trees.getSourcePositions().getEndPosition(unit, path.getLeaf());
      @Nullable String javadoc = trees.getDocComment(path);
      String before = text.substring(0, begin).stripTrailing();
      int from = javadoc != null && before.endsWith("*/") ? before.lastIndexOf("/**") : begin;
      // Including its indentation, so that its lines align.
      int line = text.lastIndexOf('\n', from) + 1;
      String whole =
          text.substring(text.substring(line, from).isBlank() ? line : from, end).stripIndent();
      return new Source(file.place(), whole, javadoc == null ? "" : Source.plain(javadoc));
    }
  }
}
