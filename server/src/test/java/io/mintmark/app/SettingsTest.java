package io.mintmark.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mintmark.gate.GateLimits;
import io.mintmark.gate.GateSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

  @TempDir Path folder;

  @Test
  void theDefaultsAreTheDocumentedPorts() {
    var settings = Settings.read(folder, Map.of(), List.of());

    assertThat(settings.port(Setting.GATE_MQTT_PORT)).isEqualTo(1883);
    assertThat(settings.port(Setting.GATE_MQTTS_PORT)).isEqualTo(8883);
    assertThat(settings.port(Setting.GATE_HTTP_PORT)).isEqualTo(8080);
    assertThat(settings.port(Setting.GATE_HTTPS_PORT)).isEqualTo(8443);
    assertThat(settings.port(Setting.MANAGEMENT_PORT)).isEqualTo(9000);
    assertThat(settings.changed()).isEmpty();
  }

  @Test
  void theCommandLineWinsOverTheEnvironmentAndThatOverTheFile() throws IOException {
    Files.writeString(
        folder.resolve(Settings.FILE_NAME),
        "gate.mqtt-port = 1\ngate.http-port = 1\ngate.https-port = 1\n");

    var settings =
        Settings.read(
            folder,
            Map.of("MINTMARK_GATE_MQTT_PORT", "2", "MINTMARK_GATE_HTTP_PORT", "2", "HOME", "/"),
            List.of("gate.mqtt-port=3"));

    assertThat(settings.port(Setting.GATE_MQTT_PORT)).isEqualTo(3);
    assertThat(settings.port(Setting.GATE_HTTP_PORT)).isEqualTo(2);
    assertThat(settings.port(Setting.GATE_HTTPS_PORT)).isEqualTo(1);
  }

  @Test
  void variablesOfOtherCommandsAreNoSettings() {
    var environment = Map.of("MINTMARK_API_KEY", "mmk-1", "MINTMARK_JAVA_OPTS", "-Xmx1g");

    assertThat(Settings.read(folder, environment, List.of()).changed()).isEmpty();
  }

  @Test
  void aKeyThatNobodyKnowsStopsTheStartWhereverItStands() throws IOException {
    assertThatThrownBy(() -> Settings.read(folder, Map.of(), List.of("gate.mqtt-prot=1")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("gate.mqtt-prot");
    assertThatThrownBy(() -> Settings.read(folder, Map.of("MINTMARK_GATE_PROT", "1"), List.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("MINTMARK_GATE_PROT");
    Files.writeString(folder.resolve(Settings.FILE_NAME), "gate.prot = 1");
    assertThatThrownBy(() -> Settings.read(folder, Map.of(), List.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("gate.prot");
  }

  @Test
  void aValueOfTheWrongKindIsNamedWithWhatWouldBeRight() {
    var settings = Settings.read(folder, Map.of(), List.of("gate.mqtt-port=many"));

    assertThatThrownBy(() -> settings.port(Setting.GATE_MQTT_PORT))
        .hasMessage("gate.mqtt-port is 'many'; it must be a whole number from 0 to 65535");
  }

  @Test
  void theLimitsOfTheGateAreSettings() {
    var settings =
        Settings.read(
            folder,
            Map.of(),
            List.of(
                "gate.max-waiting=1",
                "gate.max-connect-bytes=512",
                "gate.max-http-body-bytes=513",
                "gate.greeting-seconds=2",
                "gate.http-idle-seconds=3",
                "gate.admission.accepts=1+2/s",
                "gate.admission.address-connects=3+4/min",
                "gate.admission.address-failures=off",
                "gate.admission.identity-connects=5+6/h",
                "gate.admission.identity-failures=7+8/s"));

    var gate = SettingsForms.gate(settings);

    assertThat(gate.limits())
        .isEqualTo(
            new GateLimits(
                100_000,
                1,
                GateLimits.DEFAULT.acceptBacklog(),
                512,
                513,
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                GateLimits.DEFAULT.upstream()));
    assertThat(gate.admission())
        .hasToString(
            "AdmissionLimits[accepts=1+2/s, addressConnects=3+4/min, addressFailures=off,"
                + " identityConnects=5+6/h, identityFailures=7+8/s]");
  }

  @Test
  void withoutAWordOfTheOperatorTheGateHasItsOwnDefaults() {
    var gate = SettingsForms.gate(Settings.read(folder, Map.of(), List.of()));

    assertThat(gate).isEqualTo(GateSettings.DEFAULT);
  }

  @Test
  void aLimitThatIsNoneIsNamedWithItsForm() {
    var settings = Settings.read(folder, Map.of(), List.of("gate.admission.address-failures=20/s"));

    assertThatThrownBy(() -> settings.allowance(Setting.GATE_ADMISSION_ADDRESS_FAILURES))
        .hasMessageStartingWith(
            "gate.admission.address-failures is '20/s'; it must be off or of the form 10+5/min:");
  }

  @Test
  void aSecretSettingIsNeverShown() {
    var settings = Settings.read(folder, Map.of(), List.of("store.password=hunter22"));

    assertThat(settings.changed()).containsExactly("store.password = ‹secret›");
  }

  @Test
  void everySettingStandsInTheDocumentationWithItsDefault() throws IOException {
    var page = Files.readString(Path.of("..", "docs", "settings.md"));

    for (var setting : Setting.values()) {
      var shown = setting.defaultValue().isEmpty() ? "" : "`" + setting.defaultValue() + "`";
      assertThat(page)
          .contains("| `%s` | %s | %s |".formatted(setting.key(), shown, setting.description()));
    }
  }
}
