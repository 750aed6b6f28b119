package io.mintmark.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Starting, being refused a start, and starting again.
class StartTest {

  @TempDir Path data;

  @ParameterizedTest
  @EnumSource(
      value = Setting.class,
      names = {
        "GATE_MQTT_PORT",
        "GATE_MQTTS_PORT",
        "GATE_HTTP_PORT",
        "GATE_HTTPS_PORT",
        "MANAGEMENT_PORT"
      })
  void aPortInUseIsNamedWithItsSettingAndNothingStaysBehind(Setting setting) throws IOException {
    try (var taken = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      var settings = settings(setting.key() + "=" + taken.getLocalPort());

      assertThatThrownBy(() -> MintmarkServer.start(settings))
          .isInstanceOf(SettingsException.class)
          .hasMessageContaining(Integer.toString(taken.getLocalPort()))
          .hasMessageContaining(setting.key());
    }
    MintmarkServer.start(settings()).close();
  }

  @Test
  void aDataFolderThatCannotBeWrittenIsNamed() throws IOException {
    Path file = Files.createFile(data.resolve("not-a-folder"));
    var settings = Settings.read(file, Map.of(), WholeServer.FREE_PORTS);

    assertThatThrownBy(() -> MintmarkServer.start(settings))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("--data");
  }

  @Test
  void aDatabaseThatCannotBeReachedIsToldInOneLine() throws IOException {
    int free;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    var settings =
        settings(
            "store.url=jdbc:postgresql://127.0.0.1:%d/mintmark".formatted(free),
            "store.user=mintmark",
            "store.password=hunter22hunter");

    assertThatThrownBy(() -> MintmarkServer.start(settings))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("cannot use the PostgreSQL database")
        .hasMessageContaining("127.0.0.1:" + free)
        .message()
        .hasLineCount(1)
        .doesNotContain("hunter22");
  }

  @Test
  void aStoreAddressOfAnotherKindIsNamedWithWhatWouldBeRight() {
    var settings = settings("store.url=mysql://127.0.0.1/mintmark");

    assertThatThrownBy(() -> MintmarkServer.start(settings))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "store.url is 'mysql://127.0.0.1/mintmark';"
                + " it must be empty or begin with jdbc:postgresql:");
  }

  @Test
  void aPasswordInTheStoreAddressIsRefusedWithoutShowingIt() {
    var settings =
        settings("store.url=jdbc:postgresql://127.0.0.1/mintmark?password=hunter22hunter");

    assertThatThrownBy(() -> MintmarkServer.start(settings))
        .isInstanceOf(SettingsException.class)
        .hasMessage("store.url holds a password; give it as store.password instead");
  }

  @Test
  void aBrokerAddressOfAnotherKindIsRefusedWithoutShowingIt() {
    var settings = settings("broker.url=tcp://mint:hunter22hunter@127.0.0.1");

    assertThatThrownBy(() -> MintmarkServer.start(settings))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("broker.url is wrong: ")
        .hasMessageNotContaining("hunter22");
  }

  @Test
  void anExternalBrokerThatIsAwayHindersNoStartAndNoLogin() throws IOException {
    int free;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }

    try (var server = MintmarkServer.start(settings("broker.url=mqtt://127.0.0.1:" + free))) {
      assertThat(server.addresses().mqtt().getPort()).isPositive();
      assertThat(data.resolve("broker/data")).doesNotExist(); // no embedded one either
    }
  }

  @Test
  void aSecondServerOnTheSameDataFolderIsRefused() {
    try (var first = MintmarkServer.start(settings())) {
      assertThat(first.addresses().management().getPort()).isPositive();
      assertThatThrownBy(() -> MintmarkServer.start(settings()))
          .isInstanceOf(SettingsException.class)
          .hasMessageContaining(data.toString());
    }
  }

  @Test
  void anotherMasterKeyThanTheDatabaseWasSealedWithIsRefused() throws IOException {
    MintmarkServer.start(settings()).close();
    Files.delete(data.resolve("master.key"));

    assertThatThrownBy(() -> MintmarkServer.start(settings()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("master key");
  }

  @Test
  void theFirstStartPrintsAOneTimePasswordAndTheNextOneDoesNot() {
    String first = welcome();
    String second = welcome();

    assertThat(first).contains("one-time password").contains("user admin");
    assertThat(second).doesNotContain("password");
  }

  @Test
  void theWelcomeNamesEveryAddress() {
    try (var server = MintmarkServer.start(settings())) {
      var text = printed(server);

      var addresses = server.addresses();
      for (var address :
          List.of(
              addresses.mqtt(),
              addresses.mqtts(),
              addresses.http(),
              addresses.https(),
              addresses.management())) {
        assertThat(text).contains(":" + address.getPort());
      }
      assertThat(text).contains("ca.pem");
    }
  }

  @Test
  void aResetAdministratorMustChooseANewPasswordAgain() {
    MintmarkServer.start(settings()).close();

    var password = MintmarkServer.resetAdministrator(settings());

    try (var server = MintmarkServer.start(settings())) {
      var api = new Api(server.addresses().managementUri(), "none");
      var oldOnly =
          api.sent(
              "POST", "/api/v1/sign-in", Map.of("name", "admin", "password", password.expose()));
      var withNew =
          api.sent(
              "POST",
              "/api/v1/sign-in",
              Map.of(
                  "name",
                  "admin",
                  "password",
                  password.expose(),
                  "newPassword",
                  "a much better password"));
      assertThat(oldOnly.statusCode()).isGreaterThanOrEqualTo(400);
      assertThat(withNew.statusCode()).isEqualTo(200);
    }
  }

  private String welcome() {
    try (var server = MintmarkServer.start(settings())) {
      return printed(server);
    }
  }

  private static String printed(MintmarkServer server) {
    var out = new ByteArrayOutputStream();
    Welcome.print(server, new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }

  private Settings settings(String... more) {
    var assignments = new ArrayList<>(WholeServer.FREE_PORTS);
    assignments.addAll(List.of(more));
    return Settings.read(data, Map.of(), assignments);
  }
}
