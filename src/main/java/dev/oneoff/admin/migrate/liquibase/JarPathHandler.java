package dev.oneoff.admin.migrate.liquibase;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.io.OutputStream;
import liquibase.resource.PathHandler;
import liquibase.resource.Resource;
import liquibase.resource.ResourceAccessor;

/**
 * Lets Liquibase list a directory of the service's jar. Its own way opens the jar as a file system,
 * with an object for each of its tens of thousands of files, and never closes it: a server would
 * hold on to twenty megabytes for a query in its first second.
 */
@AutoService(PathHandler.class)
public final class JarPathHandler implements PathHandler {

  @Override
  public int getPriority(String root) {
    return root.startsWith("jar:file:") && root.endsWith(".jar!/")
        ? PRIORITY_SPECIALIZED + 1
        : PRIORITY_NOT_APPLICABLE;
  }

  @Override
  public ResourceAccessor getResourceAccessor(String root) throws IOException {
    return new JarContents(root);
  }

  /** Never called: a single file's address does not end like a jar's. */
  @Override
  public Resource getResource(String path) throws IOException {
    throw new IOException("No single file is read so: " + path);
  }

  /** A jar is not written to. */
  @Override
  public OutputStream createResource(String path) throws IOException {
    throw new IOException("A jar is not written to: " + path);
  }
}
