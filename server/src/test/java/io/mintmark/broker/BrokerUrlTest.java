package io.mintmark.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerUrlTest {

  @ParameterizedTest
  @CsvSource({
    "mqtt://broker.example:1884, false, broker.example, 1884",
    "mqtt://broker.example, false, broker.example, 1883",
    "mqtts://10.0.0.7, true, 10.0.0.7, 8883",
    "mqtts://[::1]:9883, true, ::1, 9883"
  })
  void anAddressIsRead(String text, boolean encrypted, String host, int port) {
    var url = BrokerUrl.parse(text);

    assertThat(url).isEqualTo(new BrokerUrl(encrypted, host, port));
    assertThat(BrokerUrl.parse(url.toString())).isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "broker.example",
        "broker.example:1883",
        "tcp://broker.example:1883",
        "mqtt://",
        "mqtt://broker:0",
        "mqtt://broker:65536",
        "mqtt://broker/path",
        "mqtt://broker?x=1",
        "mqtt://a b"
      })
  void whatIsNoAddressIsRefusedWithWhatIsWanted(String text) {
    assertThatThrownBy(() -> BrokerUrl.parse(text))
        .hasMessage("write it as mqtt://host:1883 or mqtts://host:8883");
  }

  @Test
  void anAccountInTheAddressIsRefusedWithoutShowingIt() {
    assertThatThrownBy(() -> BrokerUrl.parse("mqtt://mint:hunter22@broker"))
        .hasMessageContaining("broker.password")
        .hasMessageNotContaining("hunter22");
  }
}
