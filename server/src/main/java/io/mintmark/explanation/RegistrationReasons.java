package io.mintmark.explanation;

import io.mintmark.registration.RegistrationOutcome.Reason;

/// Why a registration was refused, and what to do about it.
final class RegistrationReasons {

  private RegistrationReasons() {}

  static Said of(Reason reason) {
    return switch (reason) {
      case MALFORMED ->
          new Said(
              "A field of the request is missing or not of the vendor's form; the detail names it."
                  + " Compare the request with the dialect's page.",
              "请求中有字段缺失或格式不符合厂商协议，详情中已指出是哪个字段。请对照协议说明检查设备发出的请求。");
      case SIGN_METHOD_UNKNOWN ->
          new Said(
              "The request names a signature method that this protocol does not have; the detail"
                  + " shows it. Use hmacsha256, hmacsha1 or, where it exists, hmacmd5.",
              "请求中的签名算法不受支持，详情中已给出。请改用 hmacsha256、hmacsha1，或协议允许时的 hmacmd5。");
      case PLAIN_TRANSPORT ->
          new Said(
              "Registration over MQTT came without TLS. Let the device use the TLS port, or allow it"
                  + " for a test bench with the setting gate.plain-registration.",
              "设备在未加密的 MQTT 连接上注册。请让设备使用 TLS 端口；仅在测试环境可通过 gate.plain-registration 放行。");
      case PRODUCT_UNKNOWN ->
          new Said(
              "There is no product with this ProductKey (ProductID) here. Check which key was burned"
                  + " and that the device was pointed at the right server.",
              "本服务器上没有这个 ProductKey（ProductID）。请检查烧录的产品标识，以及设备连接的服务器是否正确。");
      case DIALECT_MISMATCH ->
          new Said(
              "The product exists, but its devices speak the other vendor's protocol. The firmware was"
                  + " built for another product, or the product was created with the wrong dialect.",
              "产品存在，但它使用的是另一家厂商的协议。固件可能属于别的产品，或创建产品时选错了协议。");
      case PROOF_WRONG ->
          new Said(
              "The signature does not fit the ProductSecret of this product.",
              "签名与该产品的 ProductSecret 不匹配。");
      case REGISTRATION_OFF ->
          new Said(
              "The product's registration switch is off. Turn it on; devices that hold their own"
                  + " credential already do not need it.",
              "该产品的动态注册开关未打开。请打开开关；已取得自身凭证的设备不受影响。");
      case UNLISTED_NOT_OFFERED ->
          new Said(
              "The device asked for unlisted registration, which this product does not offer. Set its"
                  + " registration to UNLISTED, or list the name and let the firmware register it.",
              "设备请求免预注册，但该产品未开放。请将产品的注册方式设为 UNLISTED，或预先导入 DeviceName 并使用预注册方式。");
      case DEVICE_NOT_LISTED ->
          new Said(
              "The signature is right, but this DeviceName is not on the product's list. Order a batch"
                  + " with the name, or correct the name that the device sends.",
              "签名正确，但该 DeviceName 不在产品的设备列表中。请将名称加入量产批次，或修正设备上报的名称。");
      case NAME_IS_LISTED ->
          new Said(
              "The name is listed, and a listed device has a secret of its own; unlisted registration"
                  + " is not for it. Let it register with authType=register, or delete the listed device.",
              "该名称已预注册，应使用自己的 DeviceSecret，不能再免预注册。请改用 authType=register，或删除已预注册的设备。");
      case NAME_NOT_ALLOWED ->
          new Said(
              "The DeviceName has characters or a length that the vendor's protocol does not allow, so"
                  + " no device was created for it. Correct what the device takes for its name.",
              "DeviceName 的字符或长度不符合厂商规则，未创建设备。请修正设备取名的方式。");
      case DEVICE_DISABLED ->
          new Said(
              "The device is disabled. Enable it if it may come back.", "设备已被禁用。如允许其重新接入，请启用设备。");
      case DEVICE_HELD ->
          new Said(
              "The device is held, because the evidence says that its identity was copied. Look at its"
                  + " risk page, then release or delete it.",
              "有证据表明该设备身份被复制，设备已被暂扣。请查看风险详情，然后放行或删除。");
      case TOO_MANY_CLIENTS ->
          new Said(
              "As many units as the product allows are registered under this DeviceName. Find out"
                  + " whether the name was burned into several units; keep one of them, or clear all.",
              "该 DeviceName 下注册的物理设备已达上限。请确认是否有多台设备烧录了同一名称，然后保留其一（切换）或全部清除。");
      case TOO_MANY_NAMES ->
          new Said(
              "The product has as many unlisted names as its rules allow. Raise unlistedNames if the"
                  + " devices are yours; otherwise the ProductSecret has got about.",
              "该产品通过免预注册创建的名称数已达上限。若确属自有设备请提高 unlistedNames，否则 ProductSecret 可能已泄露。");
      case ALREADY_ACTIVATED ->
          new Said(
              "The device has logged in before, and then it may not register again. If it lost its"
                  + " secret, reset the device; if another unit has its name, look for a copy.",
              "设备已激活，不能再次注册。若设备丢失了密钥，请重置设备；若是另一台设备使用了同名，请排查克隆。");
      case OVERLOADED ->
          new Said(
              "The server had too much to do at that moment; the device may try again.",
              "服务器当时负载过高，设备可稍后重试。");
      case THROTTLED ->
          new Said(
              "This address, or somebody in this device's name, has tried too often; the detail says"
                  + " which. Stop the failing device, or raise the limit in the settings.",
              "该地址或以该设备名义的尝试过于频繁，详情中已说明。请停用出错的设备，或在配置中调高限制。");
      case INTERNAL ->
          new Said(
              "Something broke on our side; the server's log of that time says what.",
              "服务器内部出错，请查看当时的服务器日志。");
    };
  }
}
