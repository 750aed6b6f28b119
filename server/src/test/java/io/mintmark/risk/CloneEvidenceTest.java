package io.mintmark.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.device.DeviceIdentity;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What is taken for a copy, and what only looks like one.
class CloneEvidenceTest {

  private static final String HOME = "10.0.8.4";
  private static final String HOME_TOO = "10.0.8.77";
  private static final String MOBILE = "203.0.113.9";
  private static final String THIRD = "198.51.100.3";

  private final Scene scene = new Scene();

  @Test
  void twoCopiesThatFightForTheSessionAreClonedWithinSeconds() {
    scene.login(HOME).wait(Duration.ofDays(3)).login(MOBILE);
    for (int i = 0; i < 3; i++) {
      scene.seconds(2).login(HOME).seconds(2).login(MOBILE);
    }

    assertThat(scene.verdict()).isEqualTo(Verdict.CLONED);
    assertThat(scene.files.file(Scene.DEVICE).clonedAt()).isBefore(scene.now().minusSeconds(3));
    assertThat(scene.outcomes())
        .contains("SESSION_ALTERNATES", "NETWORKS_AT_ONCE", "VERDICT_SUSPECT", "VERDICT_CLONED");
  }

  @Test
  void copiesThatComeBackSlowlyAreFoundToo() {
    for (int i = 0; i < 4; i++) {
      scene.login(HOME).seconds(50).login(MOBILE).seconds(50);
    }

    assertThat(scene.verdict()).isEqualTo(Verdict.CLONED);
    assertThat(scene.outcomes()).doesNotContain("NETWORKS_AT_ONCE");
  }

  @Test
  void threeCopiesAreFoundAsWellAsTwo() {
    for (int i = 0; i < 3; i++) {
      scene.login(HOME).seconds(10).login(MOBILE).seconds(10).login(THIRD).seconds(10);
    }

    assertThat(scene.verdict()).isEqualTo(Verdict.CLONED);
  }

  @Test
  void thePiecesNameBothSources() {
    scene.login(HOME).seconds(2).login(MOBILE).investigate();

    var piece = scene.files.evidence(Scene.DEVICE).getFirst().piece();

    assertThat(piece.kind()).isEqualTo(EvidenceKind.NETWORKS_AT_ONCE);
    assertThat(piece.origin().address()).isEqualTo(MOBILE);
    assertThat(piece.otherAddress()).isEqualTo(HOME);
    assertThat(piece.detail())
        .isEqualTo(
            "login from 203.0.113.9 within 5 s of one from 10.0.8.4; it says it is sdk-c|4.2.0");
  }

  @Test
  void aFactoryBehindOneAddressIsNoEvidence() {
    for (int i = 0; i < 2_000; i++) {
      scene.loginOf("unit-" + i, HOME).investigate();
    }

    assertThat(scene.events).isEmpty();
  }

  @Test
  void aFactoryWithTwoLinesOutIsNoEvidenceForUnitsThatLogInOnce() {
    for (int i = 0; i < 2_000; i++) {
      scene.loginOf("unit-" + i, i % 2 == 0 ? HOME : MOBILE).investigate();
    }

    assertThat(scene.events).isEmpty();
  }

  @Test
  void aFlakyLinkThatReconnectsFromTheSameNetworkIsNoEvidence() {
    for (int i = 0; i < 100; i++) {
      scene.login(i % 2 == 0 ? HOME : HOME_TOO).seconds(1);
    }

    assertThat(scene.score()).isZero();
  }

  @Test
  void aDeviceThatMovesFromWiFiToMobileIsNoEvidence() {
    scene.login(HOME).wait(Duration.ofHours(2)).login(MOBILE);

    assertThat(scene.score()).isZero();
  }

  @Test
  void aDeviceThatMovesAndComesStraightBackIsNoEvidence() {
    scene.login(HOME).seconds(20).login(MOBILE).seconds(20).login(HOME);

    assertThat(scene.score()).isZero();
  }

  @Test
  void aCommuterThatMovesManyTimesADayIsClear() {
    for (int i = 0; i < 20; i++) {
      scene.login(HOME).wait(Duration.ofMinutes(40)).login(MOBILE).wait(Duration.ofMinutes(40));
    }

    assertThat(scene.score()).isZero();
  }

  @Test
  void aDeviceThatChangesNetworksWithinSecondsOfItsStartIsClear() {
    scene.login(HOME).seconds(3).login(MOBILE);

    assertThat(scene.score()).isEqualTo(20);
    assertThat(scene.verdict()).isEqualTo(Verdict.CLEAR);
  }

  @Test
  void aDeviceOnIpv4AndIpv6IsNoEvidence() {
    for (int i = 0; i < 20; i++) {
      scene.login(HOME).seconds(2).login("2001:db8:1:2:3:4:5:6").seconds(2);
    }

    assertThat(scene.score()).isZero();
  }

  @Test
  void aSleeperThatSaysGoodbyeBehindARouterWithTwoLinesIsNoEvidence() {
    for (int i = 0; i < 50; i++) {
      scene.login(i % 2 == 0 ? HOME : MOBILE).seconds(2).leave().seconds(30);
    }

    assertThat(scene.score()).isZero();
  }

  @Test
  void twoTestBenchesThatUseADeviceOneAfterTheOtherAreNoEvidence() {
    for (int day = 0; day < 5; day++) {
      scene.login(HOME).wait(Duration.ofMinutes(10)).login(MOBILE).wait(Duration.ofMinutes(10));
    }

    assertThat(scene.score()).isZero();
  }

  @Test
  void anActivatedDeviceThatAsksAgainAtHomeIsNoEvidence() {
    scene.login(HOME).askAgain(HOME_TOO);

    assertThat(scene.score()).isZero();
  }

  @Test
  void anActivatedDeviceThatIsAskedForElsewhereIsEvidence() {
    scene.login(HOME).askAgain(MOBILE);

    assertThat(scene.score()).isEqualTo(15);
    assertThat(scene.outcomes()).containsExactly("REGISTERED_ELSEWHERE");
  }

  @Test
  void whereADeviceLivesIsLookedUpWhenTheTableHasForgotten() {
    scene.remembered.put(Scene.DEVICE, HOME);

    scene.askAgain(MOBILE);

    assertThat(scene.score()).isEqualTo(15);
  }

  @Test
  void nothingIsSaidAboutADeviceOfWhichNobodyKnowsWhereItLives() {
    scene.askAgain(MOBILE);

    assertThat(scene.score()).isZero();
  }

  @Test
  void aStrangerWithTheProductSecretCannotHaveADeviceHeld() {
    scene.hold().login(HOME);
    for (int i = 0; i < 500; i++) {
      scene.askAgain(MOBILE).wait(Duration.ofMinutes(1)).investigate();
    }

    assertThat(scene.verdict()).isEqualTo(Verdict.SUSPECT);
    assertThat(scene.closed).isEmpty();
  }

  @Test
  void firmwareThatAsksInALoopIsWrittenDownOnceAMinute() {
    scene.login(HOME);
    for (int i = 0; i < 120; i++) {
      scene.askAgain(MOBILE).seconds(1).investigate();
    }

    assertThat(scene.outcomes().stream().filter("REGISTERED_ELSEWHERE"::equals)).hasSize(2);
  }

  @Test
  void anAttackWithOneCopiedSecretWritesLittle() {
    for (int i = 0; i < 1_000; i++) {
      scene.login(i % 2 == 0 ? HOME : MOBILE).wait(Duration.ofMillis(10));
      scene.investigate();
    }

    assertThat(scene.events.size()).isLessThan(20);
  }

  @Test
  void unitsOfOneNameAreNotTakenForCopiesOfEachOther() {
    for (int i = 0; i < 10; i++) {
      scene.watch.loggedIn(Scene.DEVICE, "unit-a", Scene.mqtt(HOME), null);
      scene.seconds(1);
      scene.watch.loggedIn(Scene.DEVICE, "unit-b", Scene.mqtt(MOBILE), null);
    }

    assertThat(scene.score()).isZero();
  }

  @Test
  void aCopiedTokenIsFoundLikeACopiedSecret() {
    for (int i = 0; i < 6; i++) {
      String from = i % 2 == 0 ? HOME : MOBILE;
      String other = i % 2 == 0 ? MOBILE : HOME;
      scene.watch.loggedIn(Scene.DEVICE, "unit-a", Scene.mqtt(from), null);
      scene.watch.takenOver(Scene.DEVICE, "unit-a", Scene.mqtt(other), Scene.mqtt(from));
      scene.seconds(2);
    }

    assertThat(scene.verdict()).isEqualTo(Verdict.CLONED);
    assertThat(scene.files.evidence(Scene.DEVICE))
        .allSatisfy(kept -> assertThat(kept.piece().clientId()).isEqualTo("unit-a"));
  }

  @Test
  void aSecondUnitUnderANameIsWrittenDown() {
    scene.clients.put(Scene.DEVICE, "unit-a", scene.now());
    scene.watch.unitAdmitted(Scene.DEVICE, "unit-a", Scene.mqtt(HOME));
    scene.investigate();
    scene.clients.put(Scene.DEVICE, "unit-b", scene.now());
    scene.watch.unitAdmitted(Scene.DEVICE, "unit-b", Scene.mqtt(MOBILE));

    assertThat(scene.outcomes()).containsExactly("SEVERAL_CLIENTS");
    assertThat(scene.events.getFirst().detail())
        .isEqualTo("unit-b was admitted from 203.0.113.9; the name has 2 live DeviceClients now");
  }

  @Test
  void theEyeLosesWhatDoesNotFitAndGoesOn() {
    for (int i = 0; i < 10_000; i++) {
      var identity = new DeviceIdentity(Scene.DEVICE.product(), "unit-" + i);
      scene.watch.takenOver(identity, null, Scene.mqtt(HOME), Scene.mqtt(MOBILE));
    }

    assertThat(scene.watch.takeLost()).isEqualTo(10_000 - 4_096);
    assertThat(scene.watch.takeLost()).isZero();
  }
}
