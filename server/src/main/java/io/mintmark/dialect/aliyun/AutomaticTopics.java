package io.mintmark.dialect.aliyun;

import io.mintmark.device.DeviceIdentity;
import java.util.List;

/// The system topics that a device with `_ss=1` expects to receive without ever subscribing: the C
/// SDKs match them locally (seen with 3.2.0 and 4.2.0). Custom topics they do subscribe.
///
/// One filter stands for many topics of the table where it can. None matches what devices publish
/// most, `thing/event/…/post`; what else a device may publish itself does not come back to it.
final class AutomaticTopics {

  private static final List<String> FILTERS =
      List.of(
          "/sys/{PK}/{DN}/thing/+",
          "/sys/{PK}/{DN}/thing/+/+",
          "/sys/{PK}/{DN}/thing/event/+/post_reply",
          "/sys/{PK}/{DN}/thing/event/property/+/post_reply",
          "/sys/{PK}/{DN}/thing/property/desired/+",
          "/sys/{PK}/{DN}/thing/service/property/set",
          "/sys/{PK}/{DN}/thing/config/log/+",
          "/sys/{PK}/{DN}/thing/ota/firmware/+",
          "/sys/{PK}/{DN}/thing/topo/add/notify",
          "/sys/{PK}/{DN}/thing/proxy/provisioning/+",
          "/sys/{PK}/{DN}/rrpc/request/+",
          "/sys/{PK}/{DN}/security/downstream",
          "/ext/ntp/{PK}/{DN}/response",
          "/ext/session/{PK}/{DN}/combine/+",
          "/ext/error/{PK}/{DN}",
          "/ota/device/upgrade/{PK}/{DN}",
          "/shadow/get/{PK}/{DN}",
          "/broadcast/{PK}/+");

  private AutomaticTopics() {}

  /// The filters for this device if its client id asks for them, otherwise none.
  static List<String> of(String clientId, DeviceIdentity device) {
    boolean asked =
        ClientId.parse(clientId).map(parsed -> "1".equals(parsed.find("_ss"))).orElse(false);
    return asked ? of(device) : List.of();
  }

  static List<String> of(DeviceIdentity device) {
    return FILTERS.stream().map(filter -> filled(filter, device)).toList();
  }

  private static String filled(String filter, DeviceIdentity device) {
    return filter.replace("{PK}", device.product().value()).replace("{DN}", device.name());
  }
}
