package io.mintmark.dialect.aliyun;

import io.mintmark.dialect.TopicRules;
import io.mintmark.dialect.TopicTable;

/// Aliyun's topics, from the vendor's topic list of 2020 and the tables in its SDKs. Topics meant
/// for gateways are open to every device, because a vendor SDK subscribes to them in every device.
/// The limits are the vendor's: 128 bytes, and seven slashes for topics the owner makes up.
final class AliyunTopics {

  static final TopicRules RULES =
      new TopicTable(128, 7)
          // The owner's own, and calls that wait for their answer.
          .upAndDown("/{PK}/{DN}/user/#")
          .down("/broadcast/{PK}/{id}")
          .down("/sys/{PK}/{DN}/rrpc/request/{id}")
          .up("/sys/{PK}/{DN}/rrpc/response/{id}")
          .upAndDown(
              "/ext/rrpc/{id}/{PK}/{DN}/user/#",
              "/ext/rrpc/{id}/sys/{PK}/{DN}/thing/service/{id}",
              "/ext/rrpc/{id}/sys/{PK}/{DN}/thing/service/property/set",
              "/ext/rrpc/{id}/sys/{PK}/{DN}/thing/model/down_raw")
          // The thing model: properties, events, services, raw data.
          .asked(
              "/sys/{PK}/{DN}/thing/event/property/post",
              "/sys/{PK}/{DN}/thing/event/property/batch/post",
              "/sys/{PK}/{DN}/thing/event/property/pack/post",
              "/sys/{PK}/{DN}/thing/event/property/history/post",
              "/sys/{PK}/{DN}/thing/event/{id}/post",
              "/sys/{PK}/{DN}/thing/property/desired/get",
              "/sys/{PK}/{DN}/thing/property/desired/delete",
              "/sys/{PK}/{DN}/thing/model/up_raw")
          .told(
              "/sys/{PK}/{DN}/thing/service/property/set",
              "/sys/{PK}/{DN}/thing/service/{id}",
              "/sys/{PK}/{DN}/thing/model/down_raw")
          // Tags, configuration, logs, firmware, jobs, time, shadow, attestation.
          .asked(
              "/sys/{PK}/{DN}/thing/deviceinfo/update",
              "/sys/{PK}/{DN}/thing/deviceinfo/delete",
              "/sys/{PK}/{DN}/thing/config/get",
              "/sys/{PK}/{DN}/thing/log/post",
              "/sys/{PK}/{DN}/thing/config/log/get",
              "/sys/{PK}/{DN}/thing/ota/firmware/get",
              "/sys/{PK}/{DN}/thing/job/get",
              "/sys/{PK}/{DN}/thing/job/update")
          .told(
              "/sys/{PK}/{DN}/thing/config/push",
              "/sys/{PK}/{DN}/thing/config/log/push",
              "/sys/{PK}/{DN}/thing/bootstrap/notify",
              "/sys/{PK}/{DN}/thing/job/notify")
          // Nobody sends this to a device, yet the newer JavaScript SDK subscribes to it.
          .down("/sys/{PK}/{DN}/thing/config/push_reply")
          .up(
              "/ota/device/inform/{PK}/{DN}",
              "/ota/device/progress/{PK}/{DN}",
              "/ota/device/request/{PK}/{DN}",
              "/ext/ntp/{PK}/{DN}/request",
              "/shadow/update/{PK}/{DN}",
              "/sys/{PK}/{DN}/security/upstream")
          .down(
              "/ota/device/upgrade/{PK}/{DN}",
              "/ext/ntp/{PK}/{DN}/response",
              "/shadow/get/{PK}/{DN}",
              "/sys/{PK}/{DN}/security/downstream")
          // Gateways and their sub-devices.
          .asked(
              "/ext/session/{PK}/{DN}/combine/login",
              "/ext/session/{PK}/{DN}/combine/logout",
              "/ext/session/{PK}/{DN}/combine/batch_login",
              "/ext/session/{PK}/{DN}/combine/batch_logout",
              "/sys/{PK}/{DN}/thing/sub/register",
              "/sys/{PK}/{DN}/thing/sub/unregister",
              "/sys/{PK}/{DN}/thing/proxy/provisioning/product_register",
              "/sys/{PK}/{DN}/thing/topo/add",
              "/sys/{PK}/{DN}/thing/topo/delete",
              "/sys/{PK}/{DN}/thing/topo/get",
              "/sys/{PK}/{DN}/thing/list/found")
          .told(
              "/sys/{PK}/{DN}/thing/topo/change",
              "/sys/{PK}/{DN}/thing/topo/add/notify",
              "/sys/{PK}/{DN}/thing/disable",
              "/sys/{PK}/{DN}/thing/enable",
              "/sys/{PK}/{DN}/thing/delete")
          .down("/ext/error/{PK}/{DN}");

  private AliyunTopics() {}
}
