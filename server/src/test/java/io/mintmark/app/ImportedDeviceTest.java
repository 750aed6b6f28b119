package io.mintmark.app;

import static io.mintmark.app.WholeServer.await;
import static io.mintmark.app.WholeServer.loggedIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.devicekit.Credential;
import io.mintmark.devicekit.DeviceIdentity;
import io.mintmark.devicekit.RegistrationOutcome;
import io.mintmark.devicekit.wire.LoginOutcome;
import io.mintmark.devicekit.wire.MessageListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Devices that come from another platform with the secrets they were burned with, over live
/// sockets.
@TestInstance(Lifecycle.PER_CLASS)
class ImportedDeviceTest {

  @TempDir static Path data;
  private WholeServer whole;

  @BeforeAll
  void start() throws IOException {
    whole = WholeServer.start(data);
  }

  @AfterAll
  void stop() {
    whole.close();
  }

  @ParameterizedTest
  @CsvSource({
    "ALIYUN, x{y}-0123456789-0123456789-0123456789-0123456789-0123456789-0123, 6289",
    "TENCENT, 7WmFA/MEs+Fy+32QwJWtYw==, UnsupportedOperation",
    "TENCENT, QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2, UnsupportedOperation"
  })
  void aDeviceLogsInWithTheSecretItBroughtUnlessItIsDisabled(
      String dialect, String secret, String registeredBefore) throws IOException {
    String product = whole.api.product(whole.api.project(), dialect);
    whole.api.registration(product, true);
    var firmware = whole.usual(dialect);

    String batch =
        whole.api.importDevices(
            product,
            "DeviceName,DeviceSecret,state\nunit-0001,%s,\nunit-0002,%s,ACTIVATED\nunit-0003,%s,已禁用\n"
                .replace("%s", secret));
    var ready = whole.api.ready(batch);

    assertThat(ready.get("nameSource").asString()).isEqualTo("IMPORTED");
    assertThat(ready.get("state").asString()).isEqualTo("READY");
    loggedIn(firmware, credential(product, "unit-0001", secret), MessageListener.DEAF);
    loggedIn(firmware, credential(product, "unit-0002", secret), MessageListener.DEAF);
    var disabled = credential(product, "unit-0003", secret);
    assertThat(await(firmware.login().login(disabled, MessageListener.DEAF)))
        .isEqualTo(new LoginOutcome.Refused(5));
    var again = await(firmware.registration().register(whole.unit(product, "unit-0002")));
    assertThat(((RegistrationOutcome.Refused) again).code()).startsWith(registeredBefore);
    assertThat(whole.api.file(batch).stream().skip(1).map(row -> row.get(2)).toList())
        .isEqualTo(List.of(secret, secret, secret));
    assertThat(stored()).isNotEmpty().noneMatch(bytes -> bytes.contains(secret));
  }

  private static List<String> stored() throws IOException {
    try (var files = Files.walk(data)) {
      var texts = new ArrayList<String>();
      for (var file : files.filter(Files::isRegularFile).toList()) {
        texts.add(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
      return texts;
    }
  }

  private static Credential credential(String product, String name, String secret) {
    return new Credential(new DeviceIdentity(product, name), secret);
  }
}
