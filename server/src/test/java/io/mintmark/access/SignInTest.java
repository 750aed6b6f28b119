package io.mintmark.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.access.SignInOutcome.Reason;
import io.mintmark.access.SignInOutcome.Refused;
import io.mintmark.access.SignInOutcome.SignedIn;
import io.mintmark.access.SignInOutcome.Slowed;
import io.mintmark.device.Fixtures;
import io.mintmark.vault.SecretText;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInTest {

  private static final SecretText PASSWORD = SecretText.of("a long enough password");
  private static final SecretText WRONG = SecretText.of("a wrong enough password");
  private static final Refused WRONG_NAME_OR_PASSWORD = new Refused(Reason.WRONG_NAME_OR_PASSWORD);

  private final Fixtures fixtures = new Fixtures();
  private final SecureRandom random = new SecureRandom();
  private final MemoryAccess stores = new MemoryAccess();
  private final AtomicReference<Instant> now = new AtomicReference<>(Fixtures.NOW);
  private final Passwords passwords = new Passwords(random, 2, 64);
  private SignInDesk desk = newDesk();
  private SecretText oneTime;

  @BeforeEach
  void theServerWasStartedForTheFirstTime() {
    oneTime = desk.createFirstAdministrator().orElseThrow();
  }

  @Test
  void theFirstStartGivesOneTimePasswordAndTheNextGivesNone() {
    assertThat(oneTime.expose()).matches("([a-z2-9]{4}-){4}[a-z2-9]{4}");

    assertThat(newDesk().createFirstAdministrator()).isEmpty();
  }

  @Test
  void aOneTimePasswordMustBeReplaced() {
    var outcome = desk.signIn("admin", oneTime, Optional.empty());

    assertThat(outcome).isEqualTo(new Refused(Reason.PASSWORD_MUST_CHANGE));
  }

  @Test
  void aOneTimePasswordIsReplacedInTheSameCall() {
    var outcome = desk.signIn("admin", oneTime, Optional.of(PASSWORD));

    assertThat(desk.accountOf(((SignedIn) outcome).token()).map(Account::name)).contains("admin");
    assertThat(desk.signIn("admin", oneTime, Optional.empty())).isEqualTo(WRONG_NAME_OR_PASSWORD);
    assertThat(desk.signIn("admin", PASSWORD, Optional.empty())).isInstanceOf(SignedIn.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "elevenchars", "四五六七八九十一二三四"})
  void aShortNewPasswordIsUnfit(String text) {
    var outcome = desk.signIn("admin", oneTime, Optional.of(SecretText.of(text)));

    assertThat(outcome).isEqualTo(new Refused(Reason.NEW_PASSWORD_UNFIT));
    assertThat(desk.signIn("admin", oneTime, Optional.empty()))
        .isEqualTo(new Refused(Reason.PASSWORD_MUST_CHANGE));
  }

  @Test
  void anEndlessNewPasswordIsUnfit() {
    var endless = SecretText.of("x".repeat(129));

    var outcome = desk.signIn("admin", oneTime, Optional.of(endless));

    assertThat(outcome).isEqualTo(new Refused(Reason.NEW_PASSWORD_UNFIT));
  }

  @Test
  void theOldPasswordIsUnfitAsTheNewOne() {
    var outcome = desk.signIn("admin", oneTime, Optional.of(oneTime));

    assertThat(outcome).isEqualTo(new Refused(Reason.NEW_PASSWORD_UNFIT));
  }

  @Test
  void aWrongPasswordAndAnUnknownNameAreRefusedAlike() {
    assertThat(desk.signIn("admin", WRONG, Optional.of(PASSWORD)))
        .isEqualTo(WRONG_NAME_OR_PASSWORD);
    assertThat(desk.signIn("nobody", PASSWORD, Optional.empty())).isEqualTo(WRONG_NAME_OR_PASSWORD);
  }

  @Test
  void aSessionLastsTwelveHours() {
    var session = signedIn();

    assertThat(session.expiresAt()).isEqualTo(Fixtures.NOW.plus(Duration.ofHours(12)));
    now.set(session.expiresAt().minusMillis(1));
    assertThat(desk.accountOf(session.token()).map(Account::name)).contains("admin");
    now.set(session.expiresAt());
    assertThat(desk.accountOf(session.token())).isEmpty();
  }

  @Test
  void aTokenHas256RandomBitsAndIsStoredOnlyAsItsHash() {
    var token = signedIn().token().expose();

    assertThat(token).matches("[A-Za-z0-9_-]{43}");
    assertThat(stores.signIns.find(token, now.get())).isEmpty();
    assertThat(stores.signIns.find(fixtures.vault.tokenHash(token), now.get())).contains("admin");
  }

  @Test
  void signingOutEndsThatSessionOnly() {
    var first = signedIn();
    var second = (SignedIn) desk.signIn("admin", PASSWORD, Optional.empty());

    desk.signOut(first.token());

    assertThat(desk.accountOf(first.token())).isEmpty();
    assertThat(desk.accountOf(second.token()).map(Account::name)).contains("admin");
  }

  @Test
  void aChangedPasswordEndsAllOtherSessions() {
    var before = signedIn();

    var after =
        (SignedIn)
            desk.signIn("admin", PASSWORD, Optional.of(SecretText.of("another long password")));

    assertThat(desk.accountOf(before.token())).isEmpty();
    assertThat(desk.accountOf(after.token()).map(Account::name)).contains("admin");
  }

  @Test
  void aLostPasswordIsResetToANewOneTimePassword() {
    var session = signedIn();

    var fresh = desk.resetAdministrator();

    assertThat(fresh).isNotEqualTo(oneTime);
    assertThat(desk.accountOf(session.token())).isEmpty();
    assertThat(desk.signIn("admin", PASSWORD, Optional.empty())).isEqualTo(WRONG_NAME_OR_PASSWORD);
    assertThat(desk.signIn("admin", fresh, Optional.empty()))
        .isEqualTo(new Refused(Reason.PASSWORD_MUST_CHANGE));
  }

  @Test
  void guessingIsSlowedAndTheRightPasswordHasToWaitToo() {
    signedIn();
    failTimes("admin", SignInPatience.FREE_FAILURES);

    var outcome = desk.signIn("admin", PASSWORD, Optional.empty());

    assertThat(outcome).isEqualTo(new Slowed(Duration.ofSeconds(1)));
    now.updateAndGet(time -> time.plusSeconds(1));
    assertThat(desk.signIn("admin", PASSWORD, Optional.empty())).isInstanceOf(SignedIn.class);
  }

  @Test
  void aSuccessForgivesTheFailuresBeforeIt() {
    signedIn();
    failTimes("admin", SignInPatience.FREE_FAILURES - 1);
    desk.signIn("admin", PASSWORD, Optional.empty());

    failTimes("admin", SignInPatience.FREE_FAILURES - 1);

    assertThat(desk.signIn("admin", PASSWORD, Optional.empty())).isInstanceOf(SignedIn.class);
  }

  private void failTimes(String name, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(desk.signIn(name, WRONG, Optional.empty())).isEqualTo(WRONG_NAME_OR_PASSWORD);
    }
  }

  private SignedIn signedIn() {
    return (SignedIn) desk.signIn("admin", oneTime, Optional.of(PASSWORD));
  }

  private SignInDesk newDesk() {
    return new SignInDesk(
        stores.accounts, stores.signIns, passwords, fixtures.vault, random, now::get);
  }
}
