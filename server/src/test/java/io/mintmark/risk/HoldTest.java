package io.mintmark.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.risk.RiskFiles.Release;
import org.junit.jupiter.api.Test;

/// What follows from a verdict, and what the operator decides.
class HoldTest {

  private static final String HOME = "10.0.8.4";
  private static final String ELSEWHERE = "203.0.113.9";

  private final Scene scene = new Scene();

  @Test
  void aProductThatOnlyReportsLetsTheDeviceGoOn() {
    fight();

    assertThat(scene.outcomes()).contains("VERDICT_CLONED").doesNotContain("HELD");
    assertThat(scene.closed).isEmpty();
  }

  @Test
  void aProductThatHoldsHasTheDeviceRefusedAndItsSessionClosed() {
    scene.hold();

    fight();

    assertThat(scene.outcomes()).containsSubsequence("VERDICT_CLONED", "HELD");
    assertThat(scene.files.file(Scene.DEVICE).held()).isTrue();
    assertThat(scene.closed).containsExactly("DEVICE_HELD");
  }

  @Test
  void aRuleThatBecomesStricterHoldsACloneAtItsNextPiece() {
    fight();
    scene.hold().seconds(120);
    assertThat(scene.outcomes()).doesNotContain("HELD");

    fight();

    assertThat(scene.outcomes()).contains("HELD");
  }

  @Test
  void aReleaseLetsTheDeviceInAndStartsTheScoreAgain() {
    scene.hold();
    fight();

    assertThat(scene.desk.release(Scene.DEVICE)).isEqualTo(Release.RELEASED);

    assertThat(scene.files.file(Scene.DEVICE).held()).isFalse();
    assertThat(scene.verdict()).isEqualTo(Verdict.CLEAR);
    assertThat(scene.outcomes()).endsWith("RELEASED");
    assertThat(scene.desk.evidence(Scene.DEVICE))
        .isNotEmpty()
        .allMatch(RiskFiles.KeptEvidence::acknowledged);
  }

  @Test
  void aCopyThatIsStillThereIsHeldAgainAfterARelease() {
    scene.hold();
    fight();
    scene.desk.release(Scene.DEVICE);
    scene.seconds(1);

    fight();

    assertThat(scene.closed).containsExactly("DEVICE_HELD", "DEVICE_HELD");
  }

  @Test
  void thereIsNothingToReleaseOnADeviceWithoutEvidence() {
    assertThat(scene.desk.release(Scene.DEVICE)).isEqualTo(Release.NOTHING);
    assertThat(scene.events).isEmpty();
  }

  @Test
  void aHoldThatACrashPreventedIsMadeUpForByTheNextPiece() {
    fight(); // the verdict is stored; suppose that the rule was there and the hold was not reached
    scene.hold().seconds(120);

    scene.login(HOME).seconds(1).login(ELSEWHERE).seconds(1).investigate();

    assertThat(scene.closed).containsExactly("DEVICE_HELD");
  }

  @Test
  void aStoreThatFailsCostsEvidenceAndNothingElse() {
    scene.files.failWith(new IllegalStateException("disk full"));
    scene.login(HOME).seconds(1).login(ELSEWHERE).seconds(2).investigate();
    scene.files.failWith(null);

    scene.login(HOME).seconds(1).login(ELSEWHERE).investigate();

    assertThat(scene.outcomes()).contains("NETWORKS_AT_ONCE");
  }

  @Test
  void theClerkWorksByItselfAndFinishesWhatCameBeforeItsEnd() {
    scene.clerk.start();
    scene.login(HOME).seconds(1).login(ELSEWHERE);

    scene.clerk.close();

    assertThat(scene.files.evidence(Scene.DEVICE)).hasSize(1);
  }

  /// Long enough for any verdict.
  private void fight() {
    for (int i = 0; i < 4; i++) {
      scene.login(HOME).seconds(2).login(ELSEWHERE).seconds(2).investigate();
    }
  }
}
