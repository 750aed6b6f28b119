package io.mintmark.explanation;

import io.mintmark.vault.Mistake;

/// What somebody did who made one of the usual mistakes, as the second half of an explanation.
final class Mistakes {

  private Mistakes() {}

  static Said of(Mistake mistake) {
    return switch (mistake) {
      case PRODUCT_SECRET_USED ->
          new Said(
              "It fits if the ProductSecret is the key: sign logins with the DeviceSecret.",
              "若以 ProductSecret 为密钥则匹配：登录应使用 DeviceSecret 签名。");
      case DEVICE_SECRET_USED ->
          new Said(
              "It fits if the DeviceSecret is the key: sign registrations with the ProductSecret.",
              "若以 DeviceSecret 为密钥则匹配：注册应使用 ProductSecret 签名。");
      case RETIRED_SECRET_USED ->
          new Said(
              "It fits a version of the ProductSecret that was retired: burn the current one.",
              "与已停用的旧版 ProductSecret 匹配：请烧录当前版本。");
      case OTHER_PRODUCTS_SECRET_USED ->
          new Said(
              "It fits the ProductSecret of another product of this project: key and secret were mixed"
                  + " up.",
              "与同一项目中另一产品的 ProductSecret 匹配：产品标识与密钥配错了。");
      case SECRET_NOT_DECODED ->
          new Said(
              "It fits if the secret is used as text: decode it from base64 first.",
              "若将密钥按文本使用则匹配：应先对密钥做 base64 解码。");
      case SECRET_DECODED ->
          new Said(
              "It fits if the secret is decoded from base64: use its characters as they are.",
              "若先对密钥做 base64 解码则匹配：应直接使用密钥字符。");
      case OTHER_HASH ->
          new Said(
              "It fits with another hash than the request names: name the one that is used.",
              "使用了与声明不同的哈希算法：请声明实际使用的算法。");
      case HEX_INSTEAD_OF_BASE64 ->
          new Said(
              "It is right but written as hex: encode it in base64.",
              "签名值正确但写成了十六进制：应使用 base64 编码。");
      case BASE64_INSTEAD_OF_HEX ->
          new Said(
              "It is right but written as base64 of the raw bytes: write the bytes as hex digits first.",
              "签名值正确但对原始字节做了 base64：应先转换为十六进制文本。");
      case BASE64_OF_HEX ->
          new Said(
              "It is right but written as base64 of its hex digits: leave the second encoding out.",
              "签名值正确但对十六进制文本又做了一次 base64：请去掉多余的编码。");
      case HEX_IN_CAPITALS ->
          new Said(
              "It is right but its hex digits are capitals: use small ones.",
              "签名值正确但十六进制为大写：应使用小写。");
      case PARAMETERS_IN_OTHER_ORDER ->
          new Said(
              "It fits if the parameters are put in another order: sort them by their names.",
              "若参数顺序不同则匹配：应按参数名的字典序拼接。");
      case OTHER_SEPARATORS ->
          new Said(
              "It fits with other signs between the parameters: join them just as the protocol says.",
              "若参数之间使用其他分隔符则匹配：请严格按协议拼接。");
      case TIMESTAMP_LEFT_OUT ->
          new Said(
              "It fits if the timestamp is left out: sign it too when it is sent.",
              "若不含时间戳则匹配：发送了时间戳就必须参与签名。");
      case TIMESTAMP_IN_OTHER_UNIT ->
          new Said(
              "It fits if the timestamp is taken in the other unit, seconds or milliseconds: sign the"
                  + " text that is sent.",
              "若时间戳换用另一单位（秒/毫秒）则匹配：签名与发送的必须是同一文本。");
      case CLIENT_ID_LEFT_OUT ->
          new Said(
              "It fits if clientId is left out: sign it too.", "若不含 clientId 则匹配：clientId 必须参与签名。");
      case CLIENT_ID_WITH_BLOCK ->
          new Said(
              "It fits if the whole client id is signed: sign only what stands before the first |.",
              "若对整个 ClientId 签名则匹配：只应对第一个 | 之前的部分签名。");
      case USER_NAME_IN_PART ->
          new Said(
              "It fits if only a part of the user name is signed: sign all four parts.",
              "若只对用户名的一部分签名则匹配：应对完整用户名（四段）签名。");
      case BODY_IN_OTHER_FORM ->
          new Said(
              "It fits if the body is signed in another form: sign the small hex digits of its hash.",
              "若请求体以其他形式参与签名则匹配：应使用其哈希的小写十六进制。");
      case EMPTY_LINE_LEFT_OUT ->
          new Said(
              "It fits if the empty line of the query is left out: keep it.",
              "若省略空的查询行则匹配：该空行必须保留。");
      case CASE_CHANGED ->
          new Said(
              "It fits if upper and lower case are changed inside the signed text: sign names just as"
                  + " they are sent.",
              "若改变签名文本中的大小写则匹配：签名文本的大小写须与发送内容一致。");
      case TRAILING_NEWLINE ->
          new Said(
              "It fits with a newline at the end of the signed text: remove it.",
              "签名文本末尾多了换行：请去掉。");
      case NAME_WITH_BLANKS ->
          new Said(
              "It fits with a blank or a zero byte round the DeviceName: trim it, probably from a field"
                  + " of fixed size.",
              "DeviceName 前后多了空格或零字节：请去除（常见于定长字段）。");
      case MAC_IN_OTHER_NOTATION ->
          new Said(
              "It fits if the MAC address is written in another notation: sign the name just as it is"
                  + " sent.",
              "若 MAC 地址换用另一种写法则匹配：签名中的名称须与发送的完全一致。");
    };
  }
}
