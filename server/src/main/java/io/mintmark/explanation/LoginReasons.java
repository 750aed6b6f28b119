package io.mintmark.explanation;

import io.mintmark.login.LoginOutcome.Reason;

/// Why a login was refused, and what to do about it.
final class LoginReasons {

  private LoginReasons() {}

  static Said of(Reason reason) {
    return switch (reason) {
      case MALFORMED ->
          new Said(
              "The client id, user name or password is not of the vendor's form; the detail says which."
                  + " Compare the CONNECT with the dialect's page.",
              "ClientId、用户名或密码不符合厂商格式，详情中已指出。请对照协议说明检查 CONNECT 报文。");
      case SIGN_METHOD_UNKNOWN ->
          new Said(
              "The CONNECT names a signature method that this protocol does not have; the detail shows"
                  + " it.",
              "CONNECT 中的签名算法不受支持，详情中已给出。");
      case KEEP_ALIVE_OUT_OF_RANGE ->
          new Said(
              "The keep-alive is outside what the vendor's platform allows; the detail has the range."
                  + " Change it in the firmware.",
              "心跳间隔超出厂商允许的范围，详情中给出了范围。请修改固件中的心跳设置。");
      case METHOD_NOT_OFFERED ->
          new Said(
              "The device tried to log in in a way that is not served here, such as with a client"
                  + " certificate; the detail says which. Use the DeviceSecret or TLS-PSK.",
              "设备使用了本服务器不支持的认证方式（例如客户端证书），详情中已说明。请使用 DeviceSecret 或 TLS-PSK。");
      case PLAIN_TRANSPORT ->
          new Said(
              "A DeviceToken came over a connection without TLS, where anybody could read it. Use the"
                  + " TLS port, or allow it by the product's rule tokenOverPlain.",
              "设备在未加密的连接上使用 DeviceToken。请使用 TLS 端口，或通过产品规则 tokenOverPlain 放行。");
      case IDENTITY_MISMATCH ->
          new Said(
              "The TLS-PSK handshake proved another device than the one that the CONNECT names. Check"
                  + " that identity, client id and user name are of the same device.",
              "TLS-PSK 握手证明的设备与 CONNECT 中声明的不是同一台。请检查 PSK identity、ClientId 与用户名是否一致。");
      case PRODUCT_UNKNOWN ->
          new Said(
              "There is no product with this ProductKey (ProductID) here. Check which key was burned"
                  + " and that the device was pointed at the right server.",
              "本服务器上没有这个 ProductKey（ProductID）。请检查烧录的产品标识，以及设备连接的服务器是否正确。");
      case DIALECT_MISMATCH ->
          new Said(
              "The product exists, but its devices speak the other vendor's protocol.",
              "产品存在，但它使用的是另一家厂商的协议。");
      case DEVICE_UNKNOWN ->
          new Said(
              "The product has no device of this name: it was never minted, or it was deleted. Correct"
                  + " the name, or order a batch with it.",
              "该产品下没有这个 DeviceName：从未生成，或已被删除。请修正名称，或将其加入量产批次。");
      case PROOF_WRONG ->
          new Said(
              "The signature, or the key of the TLS-PSK handshake, does not fit this device's secret.",
              "签名（或 TLS-PSK 密钥）与该设备的 DeviceSecret 不匹配。");
      case EXPIRED ->
          new Said(
              "The signature is right, but the expiry that the device put into its user name is over."
                  + " Usually the device's clock is wrong; let it fetch the time, or sign without an end.",
              "签名正确，但设备在用户名中给出的有效期已过。通常是设备时钟不准，请先对时，或使用长期有效的过期时间。");
      case CLIENT_UNKNOWN ->
          new Said(
              "No unit with this ClientID was ever registered under the name. The credential belongs to"
                  + " another name or server, or the device was deleted; let the unit register anew.",
              "该名称下从未注册过这个 ClientID。凭证可能属于其他名称或服务器，或设备已被删除，请让设备重新注册。");
      case TOKEN_WRONG ->
          new Said(
              "The DeviceToken is not the one that was given to this ClientID. If it was lost, let the"
                  + " unit register anew.",
              "DeviceToken 与该 ClientID 不匹配。若已丢失，请让设备重新注册。");
      case CLIENT_BANNED ->
          new Said(
              "An operator kept another unit of this name, or cleared them all; this one may not connect"
                  + " any more. Let it register anew if it is a unit of yours.",
              "运维人员保留了同名的另一台设备，或清除了全部设备，此 ClientID 已被禁止连接。若确为自有设备，请重新注册。");
      case DEVICE_DISABLED ->
          new Said(
              "The device is disabled. Enable it if it may come back.", "设备已被禁用。如允许其重新接入，请启用设备。");
      case DEVICE_HELD ->
          new Said(
              "The device is held, because the evidence says that its identity was copied. Look at its"
                  + " risk page, then release or delete it.",
              "有证据表明该设备身份被复制，设备已被暂扣。请查看风险详情，然后放行或删除。");
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
