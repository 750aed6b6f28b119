package io.mintmark.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
