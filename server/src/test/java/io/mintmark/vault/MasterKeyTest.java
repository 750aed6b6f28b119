package io.mintmark.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyTest {

  private final SecureRandom random = new SecureRandom();
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("master.key");
  }

  @Test
  void theFirstStartMakesAFileThatOnlyItsOwnerMayRead() throws IOException {
    MasterKey.loadOrCreate(file, random);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void theNextStartReadsTheSameKey() {
    var first = MasterKey.loadOrCreate(file, random);

    var second = MasterKey.loadOrCreate(file, random);

    assertThat(second.bytes()).isEqualTo(first.bytes());
  }

  @Test
  void aFileThatOthersMayReadIsRefusedWithTheCommandThatMendsIt() throws IOException {
    MasterKey.loadOrCreate(file, random);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    assertThatThrownBy(() -> MasterKey.loadOrCreate(file, random))
        .hasMessageContaining("chmod 600 " + file);
  }

  @Test
  void aDamagedFileIsRefusedAndNotReplaced() throws IOException {
    MasterKey.loadOrCreate(file, random);
    Files.writeString(file, "damaged");

    assertThatThrownBy(() -> MasterKey.loadOrCreate(file, random))
        .hasMessageContaining("not a master key");
    assertThat(file).hasContent("damaged");
  }
}
