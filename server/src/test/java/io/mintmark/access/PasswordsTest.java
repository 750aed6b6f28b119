package io.mintmark.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mintmark.vault.SecretText;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {

  private static final SecretText PASSWORD = SecretText.of("correct horse 电池 staple");

  private final Passwords passwords = new Passwords(new SecureRandom(), 2);

  @Test
  void aPasswordMatchesItsHashAndNoOther() {
    var hash = passwords.hash(PASSWORD);

    assertThat(passwords.match(PASSWORD, hash)).isTrue();
    assertThat(passwords.match(SecretText.of("correct horse 电池 stapl"), hash)).isFalse();
    assertThat(passwords.match(SecretText.of(""), hash)).isFalse();
  }

  @Test
  void aHashTellsItsParametersAndNothingOfThePassword() {
    var hash = passwords.hash(PASSWORD);

    assertThat(hash)
        .matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}")
        .doesNotContain("correct");
  }

  @Test
  void theSamePasswordNeverHasTheSameHash() {
    assertThat(passwords.hash(PASSWORD)).isNotEqualTo(passwords.hash(PASSWORD));
  }

  @Test
  void aHashMadeElsewhereWithOtherParametersIsUnderstood() {
    var fromTheReferenceProgram =
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

    assertThat(passwords.match(SecretText.of("password"), fromTheReferenceProgram)).isTrue();
    assertThat(passwords.match(SecretText.of("Password"), fromTheReferenceProgram)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "password",
        "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$wWKIMhR9lyDFvRz9YTZweHKfbftvj+qf+YFY4NeBbtA",
        "$argon2id$v=16$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$2a$10$abcdefghijklmnopqrstuv"
      })
  void aStoredHashOfAnotherFormIsADefect(String hash) {
    assertThatThrownBy(() -> passwords.match(PASSWORD, hash))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageNotContaining("$");
  }
}
