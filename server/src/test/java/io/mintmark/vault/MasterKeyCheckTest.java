package io.mintmark.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MasterKeyCheckTest {

  private final SecureRandom random = new SecureRandom();
  private final Vault vault = new Vault(MasterKey.generate(random), random);
  private final MemoryInstallation installation = new MemoryInstallation();

  @Test
  void aNewDatabaseTakesTheFirstKeyAndKnowsItAgain() {
    assertThat(MasterKeyCheck.fits(vault, installation)).isTrue();
    assertThat(MasterKeyCheck.fits(vault, installation)).isTrue();
  }

  @Test
  void anotherKeyDoesNotFit() {
    MasterKeyCheck.fits(vault, installation);
    var other = new Vault(MasterKey.generate(random), random);

    assertThat(MasterKeyCheck.fits(other, installation)).isFalse();
    assertThat(MasterKeyCheck.fits(vault, installation)).isTrue();
  }

  private static final class MemoryInstallation implements Installation {
    private final Map<String, String> facts = new HashMap<>();

    @Override
    public Optional<String> find(String name) {
      return Optional.ofNullable(facts.get(name));
    }

    @Override
    public void put(String name, String value) {
      facts.put(name, value);
    }
  }
}
