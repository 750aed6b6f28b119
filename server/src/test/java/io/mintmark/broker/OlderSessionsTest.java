package io.mintmark.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.broker.OlderSessions.Past;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OlderSessionsTest {

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void choose() {
    file = folder.resolve("deeper/notes");
  }

  private OlderSessions open(Past past) throws IOException {
    return OlderSessions.open(file, "mqtt://one:1883", past);
  }

  @Test
  void ofANewBrokerOnlyWhatIsNotedIsHeld() throws IOException {
    var sessions = open(Past.NONE);

    sessions.remember("P1/d1");

    assertThat(sessions.mayHold("P1/d1")).isTrue();
    assertThat(sessions.mayHold("P1/d2")).isFalse();
  }

  @Test
  void notesStayWithoutAWordOfGoodbye() throws IOException {
    open(Past.NONE).remember("P1/d1"); // never closed, as after a kill

    var sessions = open(Past.UNKNOWN);

    assertThat(sessions.mayHold("P1/d1")).isTrue();
    assertThat(sessions.mayHold("P1/d2")).isFalse();
  }

  @Test
  void whenThePastIsUnknownEverybodyMayHoldOneUntilItEnds() throws IOException {
    var sessions = open(Past.UNKNOWN);
    assertThat(sessions.mayHold("P1/d1")).isTrue();

    sessions.ended("P1/d1");

    assertThat(sessions.mayHold("P1/d1")).isFalse();
    assertThat(sessions.mayHold("P1/d2")).isTrue();
    assertThat(open(Past.NONE).mayHold("P1/d1")).isFalse();
    assertThat(open(Past.NONE).mayHold("P1/d2")).isTrue();
  }

  @Test
  void whoKeepsASessionAgainHoldsItAgain() throws IOException {
    var sessions = open(Past.UNKNOWN);
    sessions.ended("P1/d1");

    sessions.remember("P1/d1");

    assertThat(sessions.mayHold("P1/d1")).isTrue();
  }

  @Test
  void notesAboutAnotherBrokerCountForNothing() throws IOException {
    var sessions = open(Past.UNKNOWN);
    sessions.ended("P1/d1");
    sessions.close();

    var other = OlderSessions.open(file, "mqtt://two:1883", Past.NONE);

    assertThat(other.mayHold("P1/d1")).isTrue();
  }

  @Test
  void notesThatWereNeverFinishedSayNothing() throws IOException {
    open(Past.NONE).close();
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(8), 0);
    }

    assertThat(open(Past.NONE).mayHold("P1/d1")).isTrue();
  }

  @Test
  void manyEndedSessionsHideFewOthers() throws IOException {
    var sessions = open(Past.UNKNOWN);

    IntStream.range(0, 1_000_000).forEach(i -> sessions.ended("P1/device-" + i));

    assertThat(IntStream.range(0, 100_000).filter(i -> !sessions.mayHold("P2/unit-" + i)).count())
        .isLessThan(400);
    assertThat(IntStream.range(0, 100_000).filter(i -> sessions.mayHold("P1/device-" + i)))
        .isEmpty();
  }

  @Test
  void inMemoryNothingIsHeldAtFirst() {
    assertThat(OlderSessions.inMemory().mayHold("P1/d1")).isFalse();
  }
}
