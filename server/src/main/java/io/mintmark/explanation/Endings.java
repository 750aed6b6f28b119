package io.mintmark.explanation;

import java.util.Optional;

/// What other outcomes in the event log mean: how sessions end, and what applications are told.
final class Endings {

  private Endings() {}

  /// Empty for a word that says it all, or is not known here.
  static Optional<Said> of(String outcome) {
    return Optional.ofNullable(
        switch (outcome) {
          case "TAKEN_OVER" ->
              new Said(
                  "A newer login of the same identity closed this session. If both keep coming back, two"
                      + " units carry one identity.",
                  "同一身份的新登录挤掉了此会话。若双方反复互挤，说明有两台设备使用同一身份。");
          case "KEEP_ALIVE" ->
              new Said(
                  "The device sent nothing for one and a half times its keep-alive: its network broke, or"
                      + " it sleeps longer than it says.",
                  "设备超过 1.5 倍心跳时间没有发送任何报文：网络中断，或休眠时间长于心跳。");
          case "CLIENT_CLOSED" ->
              new Said("The device closed the connection itself.", "连接由设备自己关闭。");
          case "NOT_READING" ->
              new Said("The device did not read what it was sent for minutes.", "设备数分钟没有读取下行数据。");
          case "UPSTREAM_LOST" ->
              new Said(
                  "The broker behind could not be reached or closed the connection; the detail says how."
                      + " Check the broker.",
                  "后端消息服务器不可达或断开了连接，详情中已说明。请检查消息服务器。");
          case "MALFORMED_PACKET", "PROTOCOL_ERROR" ->
              new Said(
                  "The device sent something that is not MQTT; the detail says what.",
                  "设备发送了不符合 MQTT 规范的报文，详情中已说明。");
          case "PACKET_TOO_LARGE" ->
              new Said("The device sent a packet larger than it may.", "设备发送的报文超过允许的大小。");
          case "PROTOCOL_VERSION" ->
              new Said(
                  "The broker behind does not speak this version of MQTT; let the device use 3.1.1, or"
                      + " choose another broker.",
                  "后端消息服务器不支持该 MQTT 版本，请让设备使用 3.1.1，或更换消息服务器。");
          case "QOS_NOT_SUPPORTED" ->
              new Said(
                  "The broker behind does not serve QoS 2; let the device publish with QoS 1.",
                  "后端消息服务器不支持 QoS 2，请使用 QoS 1 发布。");
          case "NOT_SERVED" ->
              new Said(
                  "The vendor's platform does not serve this (QoS 2, a retained message or a will), and so"
                      + " this product does not; its rule fullMqtt allows it.",
                  "厂商平台不支持该功能（QoS 2、保留消息或遗嘱），本产品默认也不支持；可打开产品规则 fullMqtt。");
          case "TOO_LARGE" ->
              new Said(
                  "The message is larger than the vendor's platform takes; the detail has its size.",
                  "消息超过厂商平台允许的大小，详情中给出了大小。");
          case "TOO_MANY_FILTERS" ->
              new Said(
                  "The device has as many subscriptions as the vendor's platform allows.",
                  "设备的订阅数已达厂商平台的上限。");
          case "TOPOLOGY_REMOVED" ->
              new Said(
                  "The sub-device was taken from its gateway; bind it again if it belongs there.",
                  "子设备与网关的拓扑关系已被解除，如需使用请重新绑定。");
          case "GATEWAY_CLOSED" ->
              new Said(
                  "The gateway's session ended, and its sub-devices with it.", "网关会话结束，其子设备随之离线。");
          case "LOGGED_OUT" -> new Said("The gateway logged the sub-device out.", "网关将子设备下线。");
          case "SERVER_STOPPED" -> new Said("The server was stopped.", "服务器停止。");
          case "FORBIDDEN_TOPIC" ->
              new Said(
                  "The topic is not one of this device's; the detail names it. A device may use only"
                      + " topics with its own ProductKey and DeviceName.",
                  "该主题不属于此设备，详情中已给出。设备只能使用含自身 ProductKey 与 DeviceName 的主题。");
          case "KEY_REFUSED" ->
              new Said(
                  "The application key is unknown or revoked, or its token is wrong.",
                  "应用密钥不存在、已吊销，或令牌错误。");
          case "CLIENT_ID_REFUSED" ->
              new Said(
                  "A program needs a client id, and one that is not too long.",
                  "程序必须提供 ClientId，且不能过长。");
          default -> null;
        });
  }
}
