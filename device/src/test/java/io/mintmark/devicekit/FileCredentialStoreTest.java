package io.mintmark.devicekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCredentialStoreTest {

  private static final DeviceIdentity UNIT = new DeviceIdentity("a1CapTure01", "dev-pre-001");

  @TempDir Path folder;

  @Test
  void aCredentialIsFoundAgainByALaterProcess() throws IOException {
    new FileCredentialStore(folder).save(new Credential(UNIT, "0123456789abcdef"));

    var found = new FileCredentialStore(folder).find(UNIT);

    assertThat(found).contains(new Credential(UNIT, "0123456789abcdef"));
  }

  @Test
  void savingAgainReplacesAndLeavesNothingElseBehind() throws IOException {
    var store = new FileCredentialStore(folder);
    store.save(new Credential(UNIT, "old"));

    store.save(new Credential(UNIT, "new"));

    assertThat(store.find(UNIT)).contains(new Credential(UNIT, "new"));
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void onlyTheOwnerMayReadFolderAndFile() throws IOException {
    var inner = folder.resolve("credentials");

    new FileCredentialStore(inner).save(new Credential(UNIT, "secret"));

    assertThat(permissions(inner)).isEqualTo("rwx------");
    try (var files = Files.list(inner)) {
      assertThat(files).allSatisfy(file -> assertThat(permissions(file)).isEqualTo("rw-------"));
    }
  }

  @Test
  void namesThatLookAlikeOrLikePathsDoNotMeet() throws IOException {
    var store = new FileCredentialStore(folder);
    var first = new DeviceIdentity("a", "b~c");
    var second = new DeviceIdentity("a~b", "c");
    var escaping = new DeviceIdentity("..", "../../x");

    store.save(new Credential(first, "1"));
    store.save(new Credential(second, "2"));
    store.save(new Credential(escaping, "3"));

    assertThat(store.find(first)).contains(new Credential(first, "1"));
    assertThat(store.find(second)).contains(new Credential(second, "2"));
    assertThat(store.find(escaping)).contains(new Credential(escaping, "3"));
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(3);
    }
  }

  @Test
  void aForgottenCredentialIsGone() throws IOException {
    var store = new FileCredentialStore(folder);
    store.save(new Credential(UNIT, "secret"));

    store.forget(UNIT);

    assertThat(store.find(UNIT)).isEmpty();
  }

  @Test
  void aFileThatIsNoCredentialIsAFaultAndNotAnEmptyDevice() throws IOException {
    var store = new FileCredentialStore(folder);
    store.save(new Credential(UNIT, "secret"));
    try (var files = Files.list(folder)) {
      Files.writeString(files.findFirst().orElseThrow(), "{\"identity\":");
    }

    assertThatThrownBy(() -> store.find(UNIT))
        .isInstanceOf(IOException.class)
        .hasMessageNotContaining("secret");
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
