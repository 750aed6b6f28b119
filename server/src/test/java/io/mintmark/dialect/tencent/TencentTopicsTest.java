package io.mintmark.dialect.tencent;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.dialect.Samples;
import io.mintmark.dialect.TopicRules;
import io.mintmark.product.ProductKey;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whose Tencent's topics are. `~` stands for `{pid}/{dn}` of the device.
class TencentTopicsTest {

  private static final DeviceIdentity DEVICE = Samples.identity("QTV4XN8ZKD", "dev-0001");
  private static final DeviceIdentity OTHER = Samples.identity("QTV4XN8ZKD", "dev-0002");
  private static final ProductKey OTHER_PRODUCT = new ProductKey("FOREIGN001");

  private final TopicRules rules = new TencentDialect(() -> new UUID(0, 0)).topics();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "~/event",
        "~/data",
        "~/my/own",
        "$thing/up/property/~",
        "$thing/up/event/~",
        "$thing/up/action/~",
        "$thing/up/service/~",
        "$thing/up/raw/~",
        "$template/operation/~",
        "$shadow/operation/~",
        "$ota/report/~",
        "$sys/operation/~",
        "$log/operation/~",
        "$config/operation/~",
        "$config/report/~",
        "$resource/up/service/~",
        "$rrpc/txd/~/42",
        "$gateway/operation/~"
      })
  void aDevicePublishesOnItsOwnTopicsAndTheOwnerReadsThem(String template) {
    String topic = own(template);

    assertThat(rules.mayPublish(DEVICE, topic)).isTrue();
    assertThat(rules.mayPublish(OTHER, topic)).isFalse();
    assertThat(rules.applicationMaySubscribe(DEVICE.product(), topic)).isTrue();
    assertThat(rules.applicationMaySubscribe(OTHER_PRODUCT, topic)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "~/control",
        "~/data",
        "$thing/down/property/~",
        "$thing/down/event/~",
        "$thing/down/action/~",
        "$thing/down/service/~",
        "$thing/down/raw/~",
        "$template/operation/result/~",
        "$shadow/operation/result/~",
        "$ota/update/~",
        "$sys/operation/result/~",
        "$log/operation/result/~",
        "$config/operation/result/~",
        "$resource/down/service/~",
        "$rrpc/rxd/~/42",
        "$broadcast/rxd/~",
        "$gateway/operation/result/~"
      })
  void aDeviceReceivesItsOwnTopicsAndTheOwnerPublishesThem(String template) {
    String topic = own(template);

    assertThat(rules.maySubscribe(DEVICE, topic)).isTrue();
    assertThat(rules.maySubscribe(OTHER, topic)).isFalse();
    assertThat(rules.applicationMayPublish(DEVICE.product(), topic)).isTrue();
    assertThat(rules.applicationMayPublish(OTHER_PRODUCT, topic)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"$rrpc/rxd/~/+", "~/#", "~/+", "$rrpc/rxd/~/#"})
  void aFilterThatCanMatchOnlyTheDevicesOwnIsAllowed(String template) {
    assertThat(rules.maySubscribe(DEVICE, own(template))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#",
        "+/+/data",
        "QTV4XN8ZKD/#",
        "QTV4XN8ZKD/+/data",
        "$thing/down/+/~",
        "$thing/down/property/QTV4XN8ZKD/+",
        "$rrpc/rxd/QTV4XN8ZKD/#",
        "$share/g/~/data",
        "$SYS/#",
        "$thing/up/property/~",
        "$rrpc/txd/~/42",
        "/~/data",
        ""
      })
  void anyOtherFilterIsRefused(String template) {
    assertThat(rules.maySubscribe(DEVICE, own(template))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$thing/down/property/~",
        "$broadcast/rxd/~",
        "$rrpc/rxd/~/42",
        "$rrpc/txd/~",
        "$rrpc/txd/~/",
        "$thing/up/property/~/more",
        "~",
        "~/+",
        "~/a\0",
        "$SYS/broker",
        ""
      })
  void nothingElseMayBePublished(String template) {
    assertThat(rules.mayPublish(DEVICE, own(template))).isFalse();
  }

  @Test
  void aTopicHasAtMost255Bytes() {
    String prefix = own("~/");

    assertThat(rules.mayPublish(DEVICE, prefix + "a".repeat(255 - prefix.length()))).isTrue();
    assertThat(rules.mayPublish(DEVICE, prefix + "a".repeat(256 - prefix.length()))).isFalse();
  }

  @Test
  void aProgramSubscribesToWholeProductsAndNothingWider() {
    var product = DEVICE.product();

    assertThat(rules.applicationMaySubscribe(product, "QTV4XN8ZKD/#")).isTrue();
    assertThat(rules.applicationMaySubscribe(product, "QTV4XN8ZKD/+/event")).isTrue();
    assertThat(rules.applicationMaySubscribe(product, "$thing/up/property/QTV4XN8ZKD/+")).isTrue();
    assertThat(rules.applicationMaySubscribe(product, "$thing/up/+/QTV4XN8ZKD/+")).isFalse();
    assertThat(rules.applicationMaySubscribe(product, "+/dev-0001/event")).isFalse();
    assertThat(rules.applicationMaySubscribe(product, "$thing/#")).isFalse();
    assertThat(rules.applicationMaySubscribe(product, "#")).isFalse();
  }

  private static String own(String template) {
    return template.replace("~", "QTV4XN8ZKD/dev-0001");
  }
}
