package io.mintmark.explanation;

import io.mintmark.gateway.GatewayOutcome.Reason;

/// Why a gateway's request for a sub-device was refused, and what to do about it.
final class GatewayReasons {

  private GatewayReasons() {}

  static Said of(Reason reason) {
    return switch (reason) {
      case MALFORMED ->
          new Said(
              "The gateway's message lacks a field, or a field is not of the vendor's form.",
              "网关消息中有字段缺失或格式不符合厂商协议。");
      case TOO_MANY_AT_ONCE ->
          new Said(
              "The message names more sub-devices than one may; send several.",
              "一条消息中的子设备过多，请分多条发送。");
      case SIGN_METHOD_UNKNOWN ->
          new Said(
              "The message names a signature method that this protocol does not have.",
              "消息中的签名算法不受支持。");
      case METHOD_NOT_OFFERED ->
          new Said(
              "The sub-device was to be proved in a way that is not served here, such as a certificate.",
              "子设备使用了本服务器不支持的认证方式（例如证书）。");
      case NOT_A_GATEWAY ->
          new Said(
              "The product of this device is none of gateways; turn its rule gateway on if it is one.",
              "该设备所属产品不是网关产品；若确为网关，请打开产品规则 gateway。");
      case GATEWAY_ITSELF ->
          new Said(
              "A gateway cannot be its own sub-device; correct the name in its message.",
              "网关不能成为自己的子设备，请修正消息中的名称。");
      case PRODUCT_UNKNOWN ->
          new Said(
              "There is no product with the sub-device's ProductKey here.",
              "本服务器上没有该子设备的 ProductKey。");
      case DIALECT_MISMATCH ->
          new Said(
              "The sub-device's product speaks the other vendor's protocol.",
              "子设备所属产品使用的是另一家厂商的协议。");
      case OTHER_PROJECT ->
          new Said(
              "Gateway and sub-device belong to different projects; both must be of one.",
              "网关与子设备属于不同项目，两者必须在同一项目中。");
      case PROOF_WRONG ->
          new Said("The signature for the sub-device does not fit its secret.", "子设备的签名与其密钥不匹配。");
      case EXPIRED ->
          new Said(
              "The signature is right, but its time is over; set the gateway's clock.",
              "签名正确但已过期，请校准网关时钟。");
      case REGISTRATION_OFF ->
          new Said(
              "The registration switch of the sub-device's product is off; turn it on.",
              "子设备所属产品的动态注册开关未打开，请打开开关。");
      case DEVICE_UNKNOWN ->
          new Said(
              "There is no sub-device of this name; order a batch with it, or correct the name.",
              "没有这个名称的子设备，请将其加入量产批次或修正名称。");
      case NOT_LISTED ->
          new Said(
              "An unlisted registration made this device, so it cannot be a sub-device.",
              "该设备由免预注册创建，不能作为子设备。");
      case DEVICE_DISABLED ->
          new Said(
              "The sub-device is disabled. Enable it if it may come back.", "子设备已被禁用，如允许接入请启用。");
      case DEVICE_HELD ->
          new Said(
              "The sub-device is held, because the evidence says that it was copied; release or delete"
                  + " it.",
              "有证据表明该子设备被复制，已暂扣，请放行或删除。");
      case ALREADY_ACTIVATED ->
          new Said(
              "The sub-device has logged in before and may not register again; reset it if it lost its"
                  + " secret.",
              "子设备已激活，不能再次注册；若丢失密钥请重置。");
      case BOUND_ELSEWHERE ->
          new Said(
              "The sub-device belongs to another gateway; unbind it there first.",
              "子设备已绑定到其他网关，请先在那里解绑。");
      case BOUND_ALREADY -> new Said("The sub-device is this gateway's already.", "子设备已绑定到该网关。");
      case TOO_MANY_SUB_DEVICES ->
          new Said(
              "The gateway has as many sub-devices as it may; unbind some.", "网关的子设备数已达上限，请先解绑一些。");
      case TOPOLOGY_MISSING ->
          new Said("The sub-device is not this gateway's; bind it first.", "子设备与该网关没有拓扑关系，请先绑定。");
      case TOO_MANY_ONLINE ->
          new Said(
              "As many sub-devices are online through the gateway as may be.", "经该网关在线的子设备数已达上限。");
      case NOT_ONLINE ->
          new Said("The sub-device is not online through this gateway.", "子设备没有经该网关在线。");
      case OVERLOADED ->
          new Said(
              "The server had too much to do at that moment; the gateway may try again.",
              "服务器当时负载过高，网关可稍后重试。");
      case INTERNAL ->
          new Said(
              "Something broke on our side; the server's log of that time says what.",
              "服务器内部出错，请查看当时的服务器日志。");
    };
  }
}
