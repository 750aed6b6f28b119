package io.mintmark.devicekit.tencent;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.devicekit.DeviceIdentity;
import io.mintmark.devicekit.Hmac;
import io.mintmark.devicekit.ProductCredential;
import io.mintmark.devicekit.wire.Endpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The vectors of the protocol file: sent by the vendor's SDKs, or answered by the real cloud.
class TencentSignatureTest {

  private static final ProductCredential UNIT =
      new ProductCredential(
          new DeviceIdentity("QTV4XN8ZKD", "dev-0001"), "Zx8Kq2Lm5Np7Rt9Uv3Wy6Ab1");
  private static final Endpoint GATEWAY =
      Endpoint.plain("ap-guangzhou.gateway.tencentdevices.com", 80);
  private static final String BODY = "{\"ProductId\":\"QTV4XN8ZKD\",\"DeviceName\":\"dev-0001\"}";

  /// The last one is what the cloud would have taken from a device that it refused with 1010 for
  /// base64 of the raw bytes.
  @ParameterizedTest
  @CsvSource({
    "Zx8Kq2Lm5Np7Rt9Uv3Wy6Ab1, QTV4XN8ZKD, dev-0001, 784444920, 1795177028,"
        + " YWI1OTVkMDViNzhlNmE0NGIwZmIxMDI4ZTc5NjAzMjM4ZWE4YmQzZA==",
    "8XzjN8rfgFVGDTNTUGau4snA, S3EUVBRJLB, device_1234, 1439928322, 1568692235,"
        + " ZWM4YTEyMWE2ODUxYzk1M2Q0MDc2OWNmN2FhMTg1ZWM1ODgxMWNkNQ==",
    "XoezQjzzMedF4lAr2CqCkVYK, L4WG9V9M2M, TEST2, 1005258070, 1611299964,"
        + " YWM2ZjM1MDZlYzE4N2M1NGNiYjIwZTcwY2E1YTY5NzIyMWM0Mjg2NA==",
    "FmAt6icpBddrRkQIV19nHDQl, WFLHDVW8QC, esp8266, 11886, 1621775138,"
        + " MTc0NDdkOWNhNzZhMjM3NmUwMGMyM2NlNGVlZDZmYzNkMDZkYmRjMw==",
  })
  void firstGenerationSignaturesAreBase64OfHexDigits(
      String secret,
      String productKey,
      String deviceName,
      int nonce,
      long timestamp,
      String signature) {
    var burned = new ProductCredential(new DeviceIdentity(productKey, deviceName), secret);

    var signed = FirstGeneration.signature(burned, timestamp, nonce);

    assertThat(signed).isEqualTo(signature);
  }

  @Test
  void theCHubSdkSignsWithSha1Throughout() {
    var signed = SecondGeneration.likeC().signature(UNIT, GATEWAY, 1609430400, 659809198, BODY);

    assertThat(signed).isEqualTo("xqFcLDDQh8ccu3008CgtHRyuiDI=");
  }

  @Test
  void theJavaHubSdkSignsWithSha256Throughout() {
    var signed = SecondGeneration.likeJava().signature(UNIT, GATEWAY, 1795177994, 1326016781, BODY);

    assertThat(signed).isEqualTo("dfIdV3lqc/BDPu9W4MvMNsx5lLFstS78CzF2WaXkIFw=");
  }

  @Test
  void aPortInTheHostHeaderIsNotSigned() {
    var local = Endpoint.plain("127.0.0.1", 8080);

    var post = SecondGeneration.likeJava().requestFor(UNIT, local, 1795178151, 1662983753);

    assertThat(post.headers())
        .extracting(header -> header.name() + ": " + header.value())
        .contains(
            "Host: 127.0.0.1:8080", "X-TC-Signature: 285QKdAjn01CZBmYY1Z7pyrliq9S38sZLVG3IBtX+d4=");
  }

  @Test
  void theDocumentedFormOfHmacSha1HashesTheBodyWithSha256() {
    var asDocumented = SecondGeneration.asDocumentedForSha1();

    var signed = asDocumented.signature(UNIT, GATEWAY, 1609430400, 659809198, BODY);

    assertThat(asDocumented.mac()).isEqualTo(Hmac.SHA1);
    assertThat(signed).hasSize(28).isNotEqualTo("xqFcLDDQh8ccu3008CgtHRyuiDI=");
  }

  @ParameterizedTest
  @CsvSource({
    "SHA1, QTV4XN8ZKDdev-0001;21010406;9haMc;92233720368547758,"
        + " 29420ba3f2babb447c33f84b6caf34c6e02367d9;hmacsha1",
    "SHA256, QTV4XN8ZKDdev-0001;12010126;Oo1LF;1795178627,"
        + " 9644b68f639563e62c14ad354b7d018d2e6cf3d1c431c97f0648b677abd7fcb3;hmacsha256",
    "SHA256, QTV4XN8ZKDdev-0001;12010126;Y52bj;2147483647,"
        + " 1a7be064c61f4f902d7eb532d2b3324b614b5a74a04a1ddfdcd0411e6967d7b7;hmacsha256",
    "SHA1, QTV4XN8ZKDdev-0001;21010406;DejhR;1795178183485,"
        + " 0dcbaea2ac11938c6b2949b805852e476a3679a6;hmacsha1",
  })
  void passwordsAreThoseOfTheSdks(Hmac mac, String username, String password) {
    var made = TencentLogin.password(mac, "AAECAwQFBgcICQoLDA0ODw==", username);

    assertThat(made).isEqualTo(password);
  }
}
