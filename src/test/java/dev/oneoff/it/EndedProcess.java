package dev.oneoff.it;

import java.io.InputStream;
import java.io.OutputStream;

/** What is left of a command line that ran in a {@link WarmProcess}: its exit code. */
final class EndedProcess extends Process {

  private final int code;

  EndedProcess(int code) {
    this.code = code;
  }

  @Override
  public int waitFor() {
    return code;
  }

  @Override
  public int exitValue() {
    return code;
  }

  @Override
  public boolean isAlive() {
    return false;
  }

  @Override
  public void destroy() {}

  @Override
  public OutputStream getOutputStream() {
    return OutputStream.nullOutputStream();
  }

  @Override
  public InputStream getInputStream() {
    return InputStream.nullInputStream();
  }

  @Override
  public InputStream getErrorStream() {
    return InputStream.nullInputStream();
  }
}
