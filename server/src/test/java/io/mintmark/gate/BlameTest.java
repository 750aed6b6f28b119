package io.mintmark.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.login.LoginOutcome;
import io.mintmark.registration.RegistrationOutcome;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class BlameTest {

  @Test
  void aRightSignatureNeverCountsAgainstTheAddressOfALogin() {
    assertThat(loginsThatBlame(Blame.IDENTITY))
        .containsExactly(
            LoginOutcome.Reason.PLAIN_TRANSPORT,
            LoginOutcome.Reason.EXPIRED,
            LoginOutcome.Reason.CLIENT_BANNED,
            LoginOutcome.Reason.DEVICE_DISABLED,
            LoginOutcome.Reason.DEVICE_HELD);
  }

  @Test
  void whatAnOperatorDidNotAllowCountsAgainstTheNameOfWhoRegisters() {
    assertThat(registrationsThatBlame(Blame.IDENTITY))
        .containsExactly(
            RegistrationOutcome.Reason.PLAIN_TRANSPORT,
            RegistrationOutcome.Reason.REGISTRATION_OFF,
            RegistrationOutcome.Reason.UNLISTED_NOT_OFFERED,
            RegistrationOutcome.Reason.DEVICE_DISABLED,
            RegistrationOutcome.Reason.DEVICE_HELD,
            RegistrationOutcome.Reason.TOO_MANY_CLIENTS,
            RegistrationOutcome.Reason.TOO_MANY_NAMES,
            RegistrationOutcome.Reason.ALREADY_ACTIVATED);
  }

  @Test
  void ourOwnTroublesCountAgainstNobody() {
    assertThat(loginsThatBlame(Blame.NOBODY))
        .containsExactly(
            LoginOutcome.Reason.OVERLOADED,
            LoginOutcome.Reason.THROTTLED,
            LoginOutcome.Reason.INTERNAL);
    assertThat(registrationsThatBlame(Blame.NOBODY))
        .containsExactly(
            RegistrationOutcome.Reason.OVERLOADED,
            RegistrationOutcome.Reason.THROTTLED,
            RegistrationOutcome.Reason.INTERNAL);
  }

  private static EnumSet<LoginOutcome.Reason> loginsThatBlame(Blame blame) {
    var all = EnumSet.allOf(LoginOutcome.Reason.class);
    all.removeIf(reason -> Blame.of(reason) != blame);
    return all;
  }

  private static EnumSet<RegistrationOutcome.Reason> registrationsThatBlame(Blame blame) {
    var all = EnumSet.allOf(RegistrationOutcome.Reason.class);
    all.removeIf(reason -> Blame.of(reason) != blame);
    return all;
  }
}
