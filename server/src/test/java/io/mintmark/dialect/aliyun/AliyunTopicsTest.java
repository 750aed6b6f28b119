package io.mintmark.dialect.aliyun;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.dialect.Samples;
import io.mintmark.dialect.TopicRules;
import io.mintmark.product.ProductKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whose Aliyun's topics are. `~` stands for `{PK}/{DN}` of the device, `^` for its PK.
class AliyunTopicsTest {

  private static final DeviceIdentity DEVICE = Samples.identity("a1CapTure01", "dev-pre-001");
  private static final DeviceIdentity OTHER = Samples.identity("a1CapTure01", "dev-pre-002");
  private static final ProductKey OTHER_PRODUCT = new ProductKey("a1Foreign01");

  private final TopicRules rules = new AliyunDialect().topics();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/~/user/update",
        "/~/user/update/error",
        "/~/user/a/b/c/d",
        "/sys/~/thing/event/property/post",
        "/sys/~/thing/event/alarm/post",
        "/sys/~/thing/event/property/batch/post",
        "/sys/~/thing/event/property/pack/post",
        "/sys/~/thing/event/property/history/post",
        "/sys/~/thing/service/property/set_reply",
        "/sys/~/thing/service/reboot_reply",
        "/sys/~/thing/model/up_raw",
        "/sys/~/thing/model/down_raw_reply",
        "/sys/~/thing/property/desired/get",
        "/sys/~/thing/property/desired/delete",
        "/sys/~/thing/deviceinfo/update",
        "/sys/~/thing/deviceinfo/delete",
        "/sys/~/thing/config/get",
        "/sys/~/thing/log/post",
        "/sys/~/thing/config/log/get",
        "/sys/~/thing/ota/firmware/get",
        "/sys/~/thing/bootstrap/notify_reply",
        "/sys/~/thing/job/get",
        "/sys/~/thing/job/update",
        "/sys/~/rrpc/response/1265157676",
        "/ext/rrpc/1265157676/~/user/get",
        "/ext/rrpc/1265157676/sys/~/thing/service/reboot",
        "/ext/ntp/~/request",
        "/ext/session/~/combine/login",
        "/ext/session/~/combine/batch_logout",
        "/sys/~/thing/sub/register",
        "/sys/~/thing/topo/add",
        "/sys/~/thing/list/found",
        "/sys/~/thing/proxy/provisioning/product_register",
        "/ota/device/inform/~",
        "/ota/device/progress/~",
        "/ota/device/request/~",
        "/shadow/update/~",
        "/sys/~/security/upstream"
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
        "/~/user/get",
        "/sys/~/thing/event/property/post_reply",
        "/sys/~/thing/service/property/set",
        "/sys/~/thing/service/reboot",
        "/sys/~/thing/model/up_raw_reply",
        "/sys/~/thing/model/down_raw",
        "/sys/~/thing/property/desired/get_reply",
        "/sys/~/thing/config/log/push",
        "/sys/~/thing/ota/firmware/get_reply",
        "/sys/~/thing/bootstrap/notify",
        "/sys/~/thing/job/notify",
        "/sys/~/rrpc/request/1265157676",
        "/ext/rrpc/1265157676/~/user/get",
        "/ext/ntp/~/response",
        "/ext/session/~/combine/batch_login_reply",
        "/ext/error/~",
        "/sys/~/thing/topo/change",
        "/sys/~/thing/topo/add/notify",
        "/sys/~/thing/disable",
        "/ota/device/upgrade/~",
        "/shadow/get/~",
        "/broadcast/^/all",
        "/sys/~/security/downstream",
      })
  void aDeviceReceivesItsOwnTopicsAndTheOwnerPublishesThem(String template) {
    String topic = own(template);

    assertThat(rules.maySubscribe(DEVICE, topic)).isTrue();
    assertThat(rules.maySubscribe(OTHER, topic)).isEqualTo(template.startsWith("/broadcast"));
    assertThat(rules.applicationMayPublish(DEVICE.product(), topic)).isTrue();
    assertThat(rules.applicationMayPublish(OTHER_PRODUCT, topic)).isFalse();
  }

  /// In the order in which the newer JavaScript SDK sends them, one per packet.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/sys/~/thing/event/property/post_reply",
        "/sys/~/thing/service/property/set",
        "/sys/~/thing/event/+/post_reply",
        "/sys/~/thing/deviceinfo/update_reply",
        "/sys/~/thing/deviceinfo/delete_reply",
        "/sys/~/thing/config/get_reply",
        "/shadow/get/~",
        "/sys/~/thing/config/push",
        "/sys/~/thing/config/push_reply",
        "/sys/~/thing/topo/add_reply",
        "/sys/~/thing/topo/delete_reply",
        "/sys/~/thing/topo/get_reply",
        "/ext/session/~/combine/login_reply",
        "/ext/session/~/combine/logout_reply",
        "/sys/~/thing/sub/register_reply",
        "/sys/~/rrpc/request/+"
      })
  void whatTheJavaScriptSdkSubscribesIsGrantedToEveryDevice(String template) {
    assertThat(rules.maySubscribe(DEVICE, own(template))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/sys/~/#",
        "/~/user/+",
        "/~/user/#",
        "/~/#",
        "/broadcast/^/+",
        "/sys/~/thing/service/+",
        "/ext/rrpc/+/~/user/get",
        "/ext/rrpc/+/sys/~/thing/service/+",
        "/ota/device/upgrade/~/#"
      })
  void aFilterThatCanMatchOnlyTheDevicesOwnIsAllowed(String template) {
    assertThat(rules.maySubscribe(DEVICE, own(template))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#",
        "+",
        "+/#",
        "/#",
        "/+/+/user/get",
        "/^/#",
        "/^/+/user/get",
        "/sys/^/+/thing/service/property/set",
        "/sys/^/#",
        "/+/~/user/get",
        "/ext/rrpc/+/#",
        "/ext/rrpc/+/+/+/user/get",
        "/broadcast/#",
        "/broadcast/+/all",
        "/~/user/a+",
        "/~/user/#/b",
        "/~/user/a#",
        "$share/g//~/user/get",
        "$SYS/#",
        "/ext/register",
        "/sys/~/thing/event/property/post",
        "/ota/device/inform/~",
        ""
      })
  void anyOtherFilterIsRefused(String template) {
    assertThat(rules.maySubscribe(DEVICE, own(template))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/sys/~/thing/service/property/set",
        "/~/user",
        "/~",
        "/~/other/update",
        "/sys/~",
        "/sys/~/rrpc/response/",
        "/broadcast/^/all",
        "/shadow/get/~",
        "/ext/register",
        "/ext/rrpc/1/~",
        "/~/user/+",
        "/~/user/#",
        "/~/user/a\0b",
        "~/user/update",
        "//~/user/update",
        ""
      })
  void nothingElseMayBePublished(String template) {
    assertThat(rules.mayPublish(DEVICE, own(template))).isFalse();
  }

  @Test
  void anOwnTopicHasSevenSlashesAnd128BytesAtMost() {
    String prefix = own("/~/user/");

    assertThat(rules.mayPublish(DEVICE, prefix + "4/5/6/7")).isTrue();
    assertThat(rules.mayPublish(DEVICE, prefix + "4/5/6/7/8")).isFalse();
    assertThat(rules.mayPublish(DEVICE, prefix + "a".repeat(128 - prefix.length()))).isTrue();
    assertThat(rules.mayPublish(DEVICE, prefix + "a".repeat(129 - prefix.length()))).isFalse();
    assertThat(rules.mayPublish(DEVICE, prefix + "\u00e9".repeat(50))).isFalse();
  }

  @Test
  void aProductNamedLikeAWordOfTheTableOwnsNoOtherProductsTopics() {
    var product = new ProductKey("sys");
    var device = Samples.identity("sys", "a1CapTure01");

    assertThat(rules.maySubscribe(device, "/sys/a1CapTure01/#")).isFalse();
    assertThat(rules.applicationMaySubscribe(product, "/sys/#")).isFalse();
    assertThat(rules.maySubscribe(device, "/sys/sys/a1CapTure01/#")).isTrue();
  }

  @Test
  void aProgramSubscribesToWholeProductsAndNothingWider() {
    var product = DEVICE.product();

    assertThat(rules.applicationMaySubscribe(product, "/a1CapTure01/+/user/#")).isTrue();
    assertThat(rules.applicationMaySubscribe(product, "/a1CapTure01/#")).isTrue();
    assertThat(rules.applicationMaySubscribe(product, "/sys/a1CapTure01/#")).isTrue();
    assertThat(rules.applicationMaySubscribe(product, "/ext/rrpc/+/a1CapTure01/#")).isTrue();
    assertThat(rules.applicationMaySubscribe(product, "/ota/device/inform/a1CapTure01/+")).isTrue();
    assertThat(rules.applicationMaySubscribe(product, "/+/a1CapTure01/#")).isFalse();
    assertThat(rules.applicationMaySubscribe(product, "/sys/+/dev-pre-001/#")).isFalse();
    assertThat(rules.applicationMaySubscribe(product, "/ota/device/+/a1CapTure01/+")).isFalse();
    assertThat(rules.applicationMaySubscribe(product, "#")).isFalse();
    assertThat(rules.applicationMayPublish(product, "/a1CapTure01/+/user/get")).isFalse();
    assertThat(rules.applicationMayPublish(product, "/a1CapTure01//user/get")).isFalse();
  }

  private static String own(String template) {
    return template.replace("~", "a1CapTure01/dev-pre-001").replace("^", "a1CapTure01");
  }
}
