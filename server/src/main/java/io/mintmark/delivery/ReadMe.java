package io.mintmark.delivery;

import java.nio.charset.StandardCharsets;

/// The page in each package that tells a person at the factory what is in it and how to check it,
/// in English and Chinese. Lines end as Windows' editors want them.
final class ReadMe {

  private static final String TEXT =
      """
      DELIVERY {delivery}

      This package holds identities of devices, to be burned into the units. Files with
      DeviceSecrets are confidential: whoever has a secret can pretend to be the device.

      1. Check that everything is there and unchanged.
           Linux:    sha256sum --check SHA256SUMS
           Windows:  compare "certutil -hashfile <file> SHA256" with manifest.json
      2. Use each identity for one unit only. manifest.json tells how many there are.
      3. Units do not stand in the order of their numbers. This order belongs to this delivery:
         do not sort the files, and do not pass them on.
      4. Destroy the package and the files when the units are burned.

      How packages are opened:
           *.zip.gpg   gpg --output package.zip --decrypt {delivery}.zip.gpg
           *.zip.p7m   openssl cms -decrypt -binary -inform DER -in {delivery}.zip.p7m
                         -inkey your-key.pem -out package.zip       (OpenSSL 3.0 or newer)
           *.zip       7-Zip with the passphrase that you were told
      A package that does not open without an error message is incomplete: throw it away and
      download it again.

      ----------------------------------------------------------------------------------------

      交付 {delivery}

      本包包含待烧录到设备的身份数据。含有 DeviceSecret 的文件属于机密：任何人拿到密钥都可以冒充
      该设备。

      1. 先核对文件是否完整、未被改动。
           Linux：    sha256sum --check SHA256SUMS
           Windows：  将 "certutil -hashfile <文件> SHA256" 的结果与 manifest.json 对照
      2. 每个身份只能用于一台设备。数量见 manifest.json。
      3. 文件中的顺序不是编号顺序，而是本次交付特有的顺序：请勿排序，请勿转交他人。
      4. 烧录完成后请销毁本包及其中的文件。

      如何打开：
           *.zip.gpg   gpg --output package.zip --decrypt {delivery}.zip.gpg
           *.zip.p7m   openssl cms -decrypt -binary -inform DER -in {delivery}.zip.p7m
                         -inkey 私钥.pem -out package.zip           （OpenSSL 3.0 或更高版本）
           *.zip       用 7-Zip 打开，输入告知的口令
      打开时如有任何错误提示，说明文件不完整：请丢弃并重新下载。
      """;

  private ReadMe() {}

  static byte[] of(DeliveryId delivery) {
    return TEXT.replace("{delivery}", delivery.value())
        .replace("\n", "\r\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
