package io.mintmark.production;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/// Stored batches with which somebody else does something right before the first replacement.
record OvertakenBatches(Batches stored, Runnable act) {

  Batches proxy() {
    var overtaken = new AtomicBoolean();
    return (Batches)
        Proxy.newProxyInstance(
            Batches.class.getClassLoader(),
            new Class<?>[] {Batches.class},
            (_, method, arguments) -> {
              if (method.getName().equals("replace") && overtaken.compareAndSet(false, true)) {
                act.run();
              }
              try {
                return method.invoke(stored, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
