package io.mintmark.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.device.Fixtures;
import io.mintmark.event.Origin;
import io.mintmark.event.Transport;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// How evidence is weighed.
class RiskFileTest {

  private static final Instant NOON = Fixtures.NOW;
  private static final Duration DAY = Duration.ofDays(1);

  private RiskFile file = RiskFile.blank(Fixtures.DEVICE, false);

  @Test
  void nothingIsClear() {
    assertThat(file.verdictAt(NOON)).isEqualTo(Verdict.CLEAR);
    assertThat(file.scoreAt(NOON)).isZero();
    assertThat(file.riskyUntil()).isEqualTo(Instant.EPOCH);
  }

  @Test
  void oneFightMakesADeviceSuspect() {
    add(EvidenceKind.SESSION_ALTERNATES, NOON);

    assertThat(file.scoreAt(NOON)).isEqualTo(40);
    assertThat(file.verdictAt(NOON)).isEqualTo(Verdict.SUSPECT);
  }

  @Test
  void aFightThatGoesOnMakesItCloned() {
    add(EvidenceKind.SESSION_ALTERNATES, NOON);
    add(EvidenceKind.SESSION_ALTERNATES, NOON.plusSeconds(2));
    add(EvidenceKind.SESSION_ALTERNATES, NOON.plusSeconds(4));

    assertThat(file.verdictAt(NOON.plusSeconds(4))).isEqualTo(Verdict.CLONED);
    assertThat(file.clonedAt()).isEqualTo(NOON.plusSeconds(4));
    assertThat(file.scoreAt(NOON.plusSeconds(4))).isEqualTo(100);
  }

  @Test
  void whatTakesNoMoreThanTheProductSecretNeverMakesADeviceCloned() {
    for (int i = 0; i < 1_000; i++) {
      add(EvidenceKind.REGISTERED_ELSEWHERE, NOON.plusSeconds(i));
      add(EvidenceKind.SEVERAL_CLIENTS, NOON.plusSeconds(i));
    }

    assertThat(file.scoreAt(NOON.plusSeconds(1_000))).isEqualTo(100);
    assertThat(file.verdictAt(NOON.plusSeconds(1_000))).isEqualTo(Verdict.SUSPECT);
  }

  @Test
  void evidenceWeighsHalfAsMuchEveryDay() {
    add(EvidenceKind.SESSION_ALTERNATES, NOON);

    assertThat(file.scoreAt(NOON.plus(DAY))).isEqualTo(20);
    assertThat(file.scoreAt(NOON.plus(DAY.multipliedBy(2)))).isEqualTo(10);
    assertThat(file.scoreAt(NOON.plus(DAY.multipliedBy(30)))).isZero();
  }

  @Test
  void aSuspicionPassesAndTheTimeIsKnownBefore() {
    add(EvidenceKind.SESSION_ALTERNATES, NOON);
    add(EvidenceKind.SESSION_ALTERNATES, NOON.plusSeconds(1));

    Instant end = file.riskyUntil();

    assertThat(end).isBetween(NOON.plus(DAY), NOON.plus(DAY).plus(Duration.ofHours(1)));
    assertThat(file.verdictAt(end.minusSeconds(1))).isEqualTo(Verdict.SUSPECT);
    assertThat(file.verdictAt(end.plusSeconds(1))).isEqualTo(Verdict.CLEAR);
  }

  @Test
  void aCloneStaysOneHoweverQuietItIs() {
    for (int i = 0; i < 3; i++) {
      add(EvidenceKind.SESSION_ALTERNATES, NOON.plusSeconds(i));
    }

    assertThat(file.scoreAt(NOON.plus(DAY.multipliedBy(30)))).isZero();
    assertThat(file.verdictAt(NOON.plus(DAY.multipliedBy(30)))).isEqualTo(Verdict.CLONED);
    assertThat(file.riskyUntil()).isNull();
  }

  @Test
  void aLittleEveryDayNeverAddsUp() {
    for (int day = 0; day < 365; day++) {
      add(EvidenceKind.NETWORKS_AT_ONCE, NOON.plus(DAY.multipliedBy(day)));
    }

    assertThat(file.verdictAt(NOON.plus(DAY.multipliedBy(365)))).isEqualTo(Verdict.CLEAR);
    assertThat(file.clonedAt()).isNull();
  }

  @Test
  void whatWasAcknowledgedBeforeItWasWrittenDownDoesNotCount() {
    file = new RiskFile(Fixtures.DEVICE, false, file.tallies(), null, null, null, NOON);
    var before = file;

    add(EvidenceKind.SESSION_ALTERNATES, NOON.minusMillis(1));
    assertThat(file).isEqualTo(before);

    add(EvidenceKind.SESSION_ALTERNATES, NOON.plusMillis(1));
    assertThat(file.scoreAt(NOON.plusMillis(1))).isEqualTo(40);
  }

  @Test
  void piecesMayComeInAnyOrder() {
    add(EvidenceKind.NETWORKS_AT_ONCE, NOON.plusSeconds(10));
    add(EvidenceKind.NETWORKS_AT_ONCE, NOON);

    assertThat(file.firstAt()).isEqualTo(NOON);
    assertThat(file.lastAt()).isEqualTo(NOON.plusSeconds(10));
    assertThat(file.scoreAt(NOON.plusSeconds(10))).isEqualTo(40);
  }

  private void add(EvidenceKind kind, Instant at) {
    file =
        file.with(
            new Evidence(
                Fixtures.DEVICE,
                kind,
                at,
                null,
                new Origin(Transport.MQTTS, "203.0.113.9"),
                "10.0.8.4",
                "seen"));
  }
}
