package io.mintmark.devicekit.aliyun;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.devicekit.DeviceIdentity;
import io.mintmark.devicekit.Hmac;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The vectors of the protocol file, most of them sent by the vendor's own SDKs.
class AliyunSignatureTest {

  private static final String PS = "PsCapture0123456";
  private static final String DS = "0123456789abcdef0123456789abcdef";

  @ParameterizedTest
  @CsvSource({
    "MD5, dev-pre-001, 567345, e63b8003d62c2c2641a28ff57156c386",
    "SHA1, dev-pre-001, 567345, 5a7fabb8bb25b0cdb64bb17f3b1e9f46e64624b9",
    "SHA256, dev-pre-001, 567345,"
        + " cf9a76272e655ea109bb8acb1f01a8dee46f690bd5c6928c06ee244676078461",
    "MD5, dev-pre-001, 8Ygb7ULYh53B6OA, 0f18cfdd8e53dab24347f7634ab265ac",
    "SHA1, dev-pre-001, 8Ygb7ULYh53B6OA, d1c53f10a3f55734a4964647bcf9adfbf08b2212",
    "SHA256, dev-pre-001, 8Ygb7ULYh53B6OA,"
        + " 1d297b162f82e4326b9c45f7f9bf7ab350fd9c557a7ad7e747e90fcaff98898c",
    "SHA256, dev-pre-001, 1750432041,"
        + " 28eb50ae873df6b5a030c03e753c041ddb923c1ca894e65fc814e7cb2dd5a939",
    "SHA256, dev-pre-001, 104AF2A0,"
        + " 1da9676c9fed019051f309d977cbe15bd433e28bc81e6028a729898e40f0793c",
    "SHA256, dev-nwl-001, 1227633181,"
        + " 0d611c0e65b814940fdc31aee6a49ebdb89106f500f5dad707ac9db3527ea562",
  })
  void registrationsAreSignedAsTheSdksSign(
      Hmac method, String deviceName, String random, String signature) {
    var identity = new DeviceIdentity("a1CapTure01", deviceName);

    var signed = AliyunSignature.forRegistration(method, PS, identity, random);

    assertThat(signed).isEqualTo(signature);
  }

  @ParameterizedTest
  @CsvSource({
    "MD5, a1CapTure01.dev-pre-001, 2524608000000, c42b3784066f3a6e2591382054294f99",
    "SHA1, a1CapTure01.dev-pre-001, 2524608000000, b7543e5ff2576e8df36f80b83b2580d6ae365b7b",
    "SHA256, a1CapTure01.dev-pre-001, 2524608000000,"
        + " abdb9530f6fd72025e9ae2fc5da223a19663d45a3141d6d716d9f8a51363d767",
    "MD5, dev-pre-001&a1CapTure01, , 3a030da48a2f1af668a39385ac98519f",
    "SHA1, dev-pre-001&a1CapTure01, , 1f4db542d482c9ce59326e67a3cddc6afa6f7d9b",
    "SHA256, dev-pre-001&a1CapTure01, ,"
        + " 452628a51152d11ca17c3f1387640180640d589251add8ea9db81ebf1f4619c9",
    "MD5, a1CapTure01&dev-pre-001_aliyun-iot-device-sdk-js, 1795177091836,"
        + " ae6d0c41c0265bbab185bea8d0ee75e0",
    "SHA1, a1CapTure01&dev-pre-001_aliyun-iot-device-sdk-js, 1795177093093,"
        + " c9439bf7c5f3e6adbd62216c4e32c9a8bd1c01fc",
    "SHA256, a1CapTure01&dev-pre-001_aliyun-iot-device-sdk-js, 1795177094427,"
        + " 3e93a7d32d253e97e12f1d3e6f5359df84d4ad300a70e325696a5ab4418ab470",
  })
  void loginsAreSignedAsTheSdksSign(Hmac method, String base, String timestamp, String signature) {
    var identity = new DeviceIdentity("a1CapTure01", "dev-pre-001");

    var signed =
        AliyunSignature.forLogin(method, DS, identity, base, Optional.ofNullable(timestamp));

    assertThat(signed).isEqualTo(signature);
  }

  @ParameterizedTest
  @CsvSource({
    "SHA1, fafd82a3d602b37fb0fa8b7892f24a477f851a14",
    "MD5, 14b198324fe55e1d3c88f2e705e201ee",
    "SHA256, 6074a46a91b1ebb2cc4ea42790ad0e80202c9843859fc292e57c4eb19fad9e57",
  })
  void theDocumentsOwnExampleComesOut(Hmac method, String signature) {
    var identity = new DeviceIdentity("pk", "device");

    var signed = AliyunSignature.forLogin(method, "secret", identity, "12345", Optional.of("789"));

    assertThat(signed).isEqualTo(signature);
  }
}
