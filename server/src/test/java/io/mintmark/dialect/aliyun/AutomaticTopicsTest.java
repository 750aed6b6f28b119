package io.mintmark.dialect.aliyun;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.product.ProductKey;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AutomaticTopicsTest {

  private static final DeviceIdentity DEVICE =
      new DeviceIdentity(new ProductKey("a1CapTure01"), "dev-pre-001");
  private static final String C4 =
      "a1CapTure01.dev-pre-001|timestamp=2524608000000,_ss=1,_v=sdk-c-4.2.0,securemode=2|";

  private static List<Pattern> patterns() {
    return AutomaticTopics.of(C4, DEVICE).stream()
        .map(filter -> Pattern.compile(filter.replace("+", "[^/]*")))
        .toList();
  }

  private static boolean arrives(String topic) {
    String filled = topic.replace("P", "a1CapTure01").replace("D", "dev-pre-001");
    return patterns().stream().anyMatch(pattern -> pattern.matcher(filled).matches())
        && !AliyunTopics.RULES.mayPublish(DEVICE, filled);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/sys/P/D/thing/event/property/post_reply",
        "/sys/P/D/thing/event/alarm/post_reply",
        "/sys/P/D/thing/event/property/batch/post_reply",
        "/sys/P/D/thing/service/property/set",
        "/sys/P/D/thing/service/reboot",
        "/sys/P/D/thing/model/down_raw",
        "/sys/P/D/thing/model/up_raw_reply",
        "/sys/P/D/thing/property/desired/get_reply",
        "/sys/P/D/thing/deviceinfo/update_reply",
        "/sys/P/D/thing/config/get_reply",
        "/sys/P/D/thing/config/push",
        "/sys/P/D/thing/config/log/push",
        "/sys/P/D/thing/ota/firmware/get_reply",
        "/sys/P/D/thing/job/notify",
        "/sys/P/D/thing/bootstrap/notify",
        "/sys/P/D/thing/topo/add_reply",
        "/sys/P/D/thing/topo/add/notify",
        "/sys/P/D/thing/sub/register_reply",
        "/sys/P/D/thing/list/found_reply",
        "/sys/P/D/thing/proxy/provisioning/product_register_reply",
        "/sys/P/D/thing/disable",
        "/sys/P/D/rrpc/request/17",
        "/sys/P/D/security/downstream",
        "/ext/ntp/P/D/response",
        "/ext/session/P/D/combine/login_reply",
        "/ext/error/P/D",
        "/ota/device/upgrade/P/D",
        "/shadow/get/P/D",
        "/broadcast/P/all"
      })
  void aDeviceThatAsksReceivesItsSystemTopics(String topic) {
    assertThat(arrives(topic)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/sys/P/D/thing/event/property/post",
        "/sys/P/D/thing/event/alarm/post",
        "/sys/P/D/thing/service/reboot_reply",
        "/sys/P/D/thing/model/up_raw",
        "/ext/ntp/P/D/request",
        "/P/D/user/get"
      })
  void itDoesNotReceiveItsOwnWordsNorCustomTopics(String topic) {
    assertThat(arrives(topic)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a|securemode=3|", "a|_ss=0,securemode=3|", "a", "_ss=1"})
  void aDeviceThatDoesNotAskSubscribesByItself(String clientId) {
    assertThat(AutomaticTopics.of(clientId, DEVICE)).isEmpty();
  }

  @Test
  void noFilterReachesAnotherDevice() {
    assertThat(AutomaticTopics.of(C4, DEVICE))
        .allMatch(filter -> filter.contains("/a1CapTure01/"))
        .allMatch(filter -> filter.startsWith("/broadcast/") || filter.contains("/dev-pre-001"));
  }
}
