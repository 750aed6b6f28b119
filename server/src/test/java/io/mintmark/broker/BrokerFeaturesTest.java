package io.mintmark.broker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokerFeaturesTest {

  @ParameterizedTest
  @CsvSource({
    "true, true, true, /sys/P/d.e/x, true",
    "true, true, false, /sys/P/d.e/x, false",
    "true, true, false, /sys/P/*/x, false",
    "true, true, false, /sys/P/d/x, true",
    "true, false, true, $thing/up/P/d, false",
    "true, false, true, $share/g/thing, true",
    "false, true, true, $share/g/thing, false",
    "false, true, true, $thing/up/P/d, true",
    "false, true, true, $shared, true"
  })
  void whatABrokerWouldMistakeIsNotGivenToIt(
      boolean shared, boolean dollar, boolean exact, String topic, boolean carried) {
    var features = new BrokerFeatures(5, 2, shared, dollar, exact);

    assertThat(features.carries(topic)).isEqualTo(carried);
    assertThat(BrokerFeatures.ALL.carries(topic)).isTrue();
  }
}
