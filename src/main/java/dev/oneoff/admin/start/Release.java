package dev.oneoff.admin.start;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.Attributes.Name;

/**
 * Which build of the service this is: name and version as the Quarkus build wrote them to the jar's
 * manifest, commit and its time as git-commit-id wrote them to {@code git.properties}, and what
 * tells this build from others. Without that file there is no commit, unpackaged no build.
 */
public record Release(
    String service,
    String version,
    Optional<String> commit,
    Optional<String> commitTime,
    Optional<String> build) {

  private static final String DIRTY = "-dirty";

  /** The release that this process runs. */
  public static Release current() {
    return of(ServiceJars.running(), Thread.currentThread().getContextClassLoader());
  }

  static Release of(Optional<ServiceJars> jars, ClassLoader loader) {
    Properties git = gitProperties(jars, loader);
    Attributes manifest = jars.map(ServiceJars::manifest).orElseGet(Attributes::new);
    String dirty = Boolean.parseBoolean(git.getProperty("git.dirty")) ? DIRTY : "";
    return new Release(
        text(manifest, Name.IMPLEMENTATION_TITLE).orElse("app"),
        text(manifest, Name.IMPLEMENTATION_VERSION).orElse(BuildId.UNPACKAGED),
        Optional.ofNullable(git.getProperty("git.commit.id.full")).map(commit -> commit + dirty),
        Optional.ofNullable(git.getProperty("git.commit.time")),
        jars.map(Release::build));
  }

  private static Optional<String> text(Attributes manifest, Name name) {
    return Optional.ofNullable(manifest.getValue(name));
  }

  // The packaging has looked at more than a hash of the jars' tables of contents does.
  private static String build(ServiceJars jars) {
    return BuildId.ofClasses().equals(BuildId.UNPACKAGED)
        ? BuildHash.of(jars)
        : BuildId.ofClasses();
  }

  /**
   * {@code orders 1.4.0 (commit 86cb67f)}: equal for all that runs this release, and for nothing
   * else. If the commit does not say what was built, the build does.
   */
  @Override
  public String toString() {
    List<String> what = new ArrayList<>();
    commit.ifPresent(id -> what.add("commit " + id.replaceFirst("^(.{7})[0-9a-f]*", "$1")));
    if (commit.isEmpty() || commit.get().endsWith(DIRTY)) {
      build.ifPresent(id -> what.add("build " + id.substring(0, 7)));
    }
    return service + " " + version + (what.isEmpty() ? "" : " (" + String.join(", ", what) + ")");
  }

  private static Properties gitProperties(Optional<ServiceJars> jars, ClassLoader loader) {
    Properties properties = new Properties();
    try {
      for (URL file : Collections.list(loader.getResources("git.properties"))) {
        // A library's is about the library.
        if (jars.isEmpty() || jars.get().isOwn(file)) {
          try (InputStream in = file.openStream()) {
            properties.load(in);
          }
          break;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }
}
