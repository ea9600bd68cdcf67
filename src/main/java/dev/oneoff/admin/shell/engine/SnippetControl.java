package dev.oneoff.admin.shell.engine;

import java.lang.reflect.Method;
import java.util.Map;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.jspecify.annotations.Nullable;

/**
 * Runs snippets on the calling thread, where the request context is, and keeps their values and
 * exceptions as objects: JShell itself only keeps their texts.
 */
final class SnippetControl extends DirectExecutionControl implements ExecutionControlProvider {

  private @Nullable Object value;
  private @Nullable Throwable failure;
  private volatile @Nullable Thread running;
  private volatile boolean askedToStop;

  SnippetControl(SnippetLoader loader) {
    super(loader);
  }

  @Override
  public String name() {
    return "oneoff";
  }

  @Override
  public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
    return this;
  }

  void forget() {
    value = null;
    failure = null;
  }

  /** The value of the last snippet. */
  @Nullable Object value() {
    return value;
  }

  /** What it threw. */
  @Nullable Throwable failure() {
    return failure;
  }

  /**
   * Whether it ended because it was asked to stop: its query was cancelled, or its wait
   * interrupted.
   */
  boolean stopped() {
    return failure instanceof SnippetRuntime.Stopped || (askedToStop && failure != null);
  }

  /** Whether a failure to show its value came from the request to stop. */
  boolean stopped(Throwable shown) {
    return shown instanceof SnippetRuntime.Stopped || askedToStop;
  }

  @Override
  protected String invoke(Method snippet) throws Exception {
    running = Thread.currentThread();
    try {
      value = snippet.invoke(null);
      return "";
    } finally {
      running = null;
      clearInterrupt();
    }
  }

  // From a request to stop that arrived after it had ended.
  @SuppressWarnings("ReturnValueIgnored")
  private static void clearInterrupt() {
    Thread.interrupted();
  }

  @Override
  protected String throwConvertedInvocationException(Throwable thrown)
      throws RunException, InternalException {
    failure = thrown;
    return super.throwConvertedInvocationException(thrown);
  }

  /** Ends the snippet's own loops and calls, and waits; returns whether anything is running. */
  boolean requestStop() {
    // What is being compiled now stops as soon as it starts.
    askedToStop = true;
    SnippetRuntime.stop(true);
    Thread thread = running;
    if (thread != null) {
      thread.interrupt();
    }
    return thread != null;
  }

  /** Nothing is to be stopped any more. */
  void forgetStop() {
    askedToStop = false;
    SnippetRuntime.stop(false);
  }

  /** Where it is now. */
  StackTraceElement[] whereabouts() {
    Thread thread = running;
    return thread == null ? new StackTraceElement[0] : thread.getStackTrace();
  }

  @Override
  public void stop() {
    requestStop();
  }
}
