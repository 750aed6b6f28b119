package io.mintmark.dialect.tencent;

import io.mintmark.dialect.TopicRules;
import io.mintmark.dialect.TopicTable;

/// Tencent's topics, from the tables in its SDKs and pages. The vendor names no limits for topics;
/// ours keep a name of 48 characters and room for the owner's own levels.
final class TencentTopics {

  static final TopicRules RULES =
      new TopicTable(255, 15)
          // The owner's own; the vendor's console makes control, event and data by default.
          .upAndDown("{PK}/{DN}/#")
          .up(
              "$thing/up/property/{PK}/{DN}",
              "$thing/up/event/{PK}/{DN}",
              "$thing/up/action/{PK}/{DN}",
              "$thing/up/service/{PK}/{DN}",
              "$thing/up/raw/{PK}/{DN}",
              "$template/operation/{PK}/{DN}",
              "$shadow/operation/{PK}/{DN}",
              "$ota/report/{PK}/{DN}",
              "$sys/operation/{PK}/{DN}",
              "$log/operation/{PK}/{DN}",
              "$config/operation/{PK}/{DN}",
              "$config/report/{PK}/{DN}",
              "$resource/up/service/{PK}/{DN}",
              "$rrpc/txd/{PK}/{DN}/{id}",
              "$gateway/operation/{PK}/{DN}")
          .down(
              "$thing/down/property/{PK}/{DN}",
              "$thing/down/event/{PK}/{DN}",
              "$thing/down/action/{PK}/{DN}",
              "$thing/down/service/{PK}/{DN}",
              "$thing/down/raw/{PK}/{DN}",
              "$template/operation/result/{PK}/{DN}",
              "$shadow/operation/result/{PK}/{DN}",
              "$ota/update/{PK}/{DN}",
              "$sys/operation/result/{PK}/{DN}",
              "$log/operation/result/{PK}/{DN}",
              "$config/operation/result/{PK}/{DN}",
              "$resource/down/service/{PK}/{DN}",
              "$rrpc/rxd/{PK}/{DN}/{id}",
              "$broadcast/rxd/{PK}/{DN}",
              "$gateway/operation/result/{PK}/{DN}");

  private TencentTopics() {}
}
