package dev.oneoff.admin.shell.compiler;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import javax.tools.SimpleJavaFileObject;

/** A class that only the compiler sees. */
public final class CompiledClass extends SimpleJavaFileObject {

  private final String className;
  private final byte[] bytes;

  public CompiledClass(String className, byte[] bytes) {
    super(URI.create("shell:///" + className.replace('.', '/') + ".class"), Kind.CLASS);
    this.className = className;
    this.bytes = bytes;
  }

  String className() {
    return className;
  }

  String packageName() {
    int dot = className.lastIndexOf('.');
    return dot < 0 ? "" : className.substring(0, dot);
  }

  @Override
  public InputStream openInputStream() {
    return new ByteArrayInputStream(bytes);
  }
}
