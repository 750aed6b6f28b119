package io.mintmark.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.broker.BrokerSettings;
import io.mintmark.broker.EmbeddedBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A device's persistent session at the embedded broker, a restart, and a login that wants none.
class SessionsOverRestartTest {

  @TempDir Path folder;

  private interface Act {
    void in(TestGate gate) throws Exception;
  }

  private void whileRunning(Act act) throws Exception {
    try (var broker =
        new EmbeddedBroker(BrokerSettings.in(folder), new SecureRandom(), InstantSource.system())) {
      broker.start();
      try (var gate = new TestGate(GateSettings.DEFAULT, broker)) {
        act.in(gate);
      }
    }
  }

  private static String persistentLogin(TestGate gate) throws Exception {
    try (var device = gate.connect()) {
      device.send(Wire.connect("login:P1/d1").persistent().bytes());
      return device.readPacketHex();
    }
  }

  @Test
  void aCleanLoginAfterARestartEndsTheSessionFromBefore() throws Exception {
    whileRunning(gate -> assertThat(persistentLogin(gate)).isEqualTo("20020000"));
    whileRunning(gate -> assertThat(persistentLogin(gate)).isEqualTo("20020100"));

    whileRunning(
        gate -> {
          gate.loggedIn("d1").close();
          assertThat(persistentLogin(gate)).isEqualTo("20020000");
        });
  }

  @Test
  void withoutNotesOfAnOlderServerEverybodyMayHaveASession() throws Exception {
    whileRunning(SessionsOverRestartTest::persistentLogin);
    Files.delete(folder.resolve("data/older-sessions"));

    whileRunning(
        gate -> {
          gate.loggedIn("d1").close();
          assertThat(persistentLogin(gate)).isEqualTo("20020000");
        });
  }

  @Test
  void aDeviceThatNeverKeptASessionDoesNotTroubleTheBroker() throws Exception {
    whileRunning(SessionsOverRestartTest::persistentLogin);

    whileRunning(
        gate -> {
          gate.loggedIn("d2").close();
          assertThat(gate.gate.counters().read().upstreams()).isZero();
        });
  }
}
