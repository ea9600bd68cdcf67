package dev.oneoff.admin.cli.output;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * The signals that the JVM passes on. By reflection, because javac refuses {@code sun.misc}; and
 * not with JLine's {@code Signals}, which logs each one: setting up logging for it, down to a
 * look-up of this machine's name, took a sixth of the time of {@code --help}.
 */
public final class ProcessSignals {

  private ProcessSignals() {}

  /**
   * From now on, runs this when the signal arrives. One that the JVM keeps for itself ({@code
   * -Xrs}) is left to it.
   */
  public static void handle(String signal, Runnable work) {
    try {
      Class<?> type = Class.forName("sun.misc.SignalHandler");
      Object handler =
          Proxy.newProxyInstance(
              ProcessSignals.class.getClassLoader(),
              new Class<?>[] {type},
              (proxy, method, arguments) -> {
                if (!method.getName().equals("handle")) {
                  return method.invoke(work, arguments);
                }
                work.run();
                return null;
              });
      set(signal, handler);
    } catch (InvocationTargetException e) {
      if (!(e.getCause() instanceof IllegalArgumentException)) {
        throw new IllegalStateException(e.getCause());
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void set(String name, Object handler) throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    signal
        .getMethod("handle", signal, Class.forName("sun.misc.SignalHandler"))
        .invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
  }
}
