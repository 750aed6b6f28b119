package io.mintmark.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class VaultTest {

  private static final SecretText SECRET = SecretText.of("PsCapture0123456");

  private final SecureRandom random = new SecureRandom();
  private final MasterKey master = MasterKey.generate(random);
  private final Vault vault = new Vault(master, random);
  private final WrappedKey key = vault.newDataKey("a1CapTure01");

  @Test
  void whatWasSealedForARowOpensForThatRow() {
    var sealed = vault.seal(key, "row 1", SECRET);

    var opened = vault.open(key, "row 1", Sealed.of(sealed.toBytes()));

    assertThat(opened).isEqualTo(SECRET);
  }

  @Test
  void aSealedSecretMovedToAnotherRowDoesNotOpen() {
    var sealed = vault.seal(key, "row 1", SECRET);

    assertThatThrownBy(() -> vault.open(key, "row 2", sealed))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aDataKeyMovedToAnotherOwnerDoesNotOpen() {
    var moved = new WrappedKey("a1Another001", key.bytes());

    assertThatThrownBy(() -> vault.seal(moved, "row 1", SECRET))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aChangedByteAnywhereIsNoticed() {
    byte[] sealed = vault.seal(key, "row 1", SECRET).toBytes();

    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      assertThatThrownBy(() -> vault.open(key, "row 1", Sealed.of(changed)))
          .as("byte %d", i)
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void theSameSecretSealsDifferentlyEachTime() {
    var once = vault.seal(key, "row 1", SECRET);

    var again = vault.seal(key, "row 1", SECRET);

    assertThat(again).isNotEqualTo(once);
  }

  @Test
  void anotherMasterKeyOpensNothing() {
    var other = new Vault(MasterKey.generate(random), random);
    var sealed = vault.seal(key, "row 1", SECRET);

    assertThatThrownBy(() -> other.open(key, "row 1", sealed))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aTokenHashDependsOnTheMasterKeyAndShowsNothingOfTheToken() {
    var other = new Vault(MasterKey.generate(random), random);

    var hash = vault.tokenHash("token");

    assertThat(hash)
        .hasSize(64)
        .isEqualTo(new Vault(master, random).tokenHash("token"))
        .isNotEqualTo(other.tokenHash("token"))
        .doesNotContain("token");
  }

  @Test
  void nothingInTheVaultPrintsASecret() {
    var sealed = vault.seal(key, "row 1", SECRET);

    var printed = "%s %s %s %s".formatted(SECRET, sealed, key, master);

    assertThat(printed).doesNotContain(SECRET.expose());
  }
}
