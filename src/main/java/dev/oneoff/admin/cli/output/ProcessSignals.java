package dev.oneoff.admin.cli.output;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;

/**
 * The signals that the JVM passes on. By reflection, because javac refuses {@code sun.misc}; and
 * not with JLine's {@code Signals}, which logs each one: setting up logging for it, down to a
 * look-up of this machine's name, took a sixth of the time of {@code --help}.
 */
public final class ProcessSignals {

  private final Map<String, Object> former = new HashMap<>();

  /**
   * From now on, runs this when the signal arrives. One that the JVM keeps for itself ({@code
   * -Xrs}) is left to it.
   */
  public void handle(String signal, Runnable work) {
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
      former.put(signal, exchange(signal, handler));
    } catch (InvocationTargetException e) {
      if (!(e.getCause() instanceof IllegalArgumentException)) {
        throw new IllegalStateException(e.getCause());
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whoever handled them before does so again. */
  public void giveBack() {
    try {
      for (Map.Entry<String, Object> each : former.entrySet()) {
        exchange(each.getKey(), each.getValue());
      }
      former.clear();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object exchange(String name, Object handler) throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    return signal
        .getMethod("handle", signal, Class.forName("sun.misc.SignalHandler"))
        .invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
  }
}
