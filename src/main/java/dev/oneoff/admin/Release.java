package dev.oneoff.admin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/**
 * Which build of the service this is: name and version as the Quarkus build wrote them to the jar's
 * manifest, commit and its time as git-commit-id wrote them to {@code git.properties}. Without that
 * file there is no commit.
 */
public record Release(
    String service, String version, Optional<String> commit, Optional<String> commitTime) {

  /** The release that this process runs. */
  public static Release current() {
    Properties git = gitProperties();
    Package manifest = Release.class.getPackage();
    String dirty = Boolean.parseBoolean(git.getProperty("git.dirty")) ? "-dirty" : "";
    return new Release(
        Optional.ofNullable(manifest.getImplementationTitle()).orElse("app"),
        Optional.ofNullable(manifest.getImplementationVersion()).orElse("unpackaged"),
        Optional.ofNullable(git.getProperty("git.commit.id.full")).map(commit -> commit + dirty),
        Optional.ofNullable(git.getProperty("git.commit.time")));
  }

  /** {@code orders 1.4.0 (commit 86cb67f)}. */
  @Override
  public String toString() {
    return service
        + " "
        + version
        + commit
            .map(id -> " (commit " + id.replaceFirst("^(.{7})[0-9a-f]*", "$1") + ")")
            .orElse("");
  }

  private static Properties gitProperties() {
    Properties properties = new Properties();
    try (InputStream file =
        Thread.currentThread().getContextClassLoader().getResourceAsStream("git.properties")) {
      if (file != null) {
        properties.load(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }
}
