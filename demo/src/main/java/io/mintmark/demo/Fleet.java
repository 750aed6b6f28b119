package io.mintmark.demo;

import io.mintmark.devicekit.Burned;
import io.mintmark.devicekit.Firmware;
import io.mintmark.devicekit.MemoryCredentialStore;
import io.mintmark.devicekit.SimulatedDevice;
import io.mintmark.devicekit.StartOutcome;
import io.mintmark.devicekit.wire.MessageListener;
import io.mintmark.devicekit.wire.Session;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Units of one kind that are powered on, a bounded number at a time, and then stay online.
final class Fleet {

  private static final byte[] REPORT =
      "{\"id\":\"1\",\"version\":\"1.0\",\"params\":{\"temperature\":21.5}}"
          .getBytes(StandardCharsets.UTF_8);

  private final Semaphore places;
  private final Funnel funnel;

  /// @param atOnce devices that may be on their way in at the same moment
  Fleet(int atOnce, Funnel funnel) {
    this.places = new Semaphore(atOnce);
    this.funnel = funnel;
  }

  /// Powers all units on; returns when the last one is on its way.
  ///
  /// @param topic where a unit reports its property, by its name
  void powerOn(List<? extends Burned> units, Firmware firmware, Topic topic)
      throws InterruptedException {
    for (Burned unit : units) {
      places.acquire();
      var device =
          new SimulatedDevice(unit, firmware, new MemoryCredentialStore(), MessageListener.DEAF);
      var _ =
          device.start().whenComplete((outcome, failure) -> settle(unit, topic, outcome, failure));
    }
  }

  private void settle(Burned unit, Topic topic, StartOutcome outcome, @Nullable Throwable failure) {
    places.release();
    if (failure != null) {
      funnel.countFailed(reasonOf(failure));
      return;
    }
    switch (outcome) {
      case StartOutcome.Online(Session session, boolean registeredNow) -> {
        countRegistered(registeredNow);
        funnel.countLoggedIn();
        // Whether it arrives is counted by the cloud program.
        var _ = session.publish(topic.of(unit.identity().deviceName()), REPORT, 1);
      }
      case StartOutcome.RegistrationRefused(String code, String message) ->
          funnel.countFailed("registration refused: %s %s".formatted(code, message).strip());
      case StartOutcome.LoginRefused(int code, boolean registeredNow) -> {
        countRegistered(registeredNow);
        funnel.countFailed("login refused: CONNACK " + code);
      }
    }
  }

  private static String reasonOf(Throwable failure) {
    Throwable cause = failure.getCause();
    Throwable told = failure instanceof CompletionException && cause != null ? cause : failure;
    return told.getClass().getSimpleName() + ": " + told.getMessage();
  }

  private void countRegistered(boolean registeredNow) {
    if (registeredNow) {
      funnel.countRegistered();
    }
  }

  /// The topic on which a device of this name reports.
  @FunctionalInterface
  interface Topic {
    String of(String deviceName);
  }
}
