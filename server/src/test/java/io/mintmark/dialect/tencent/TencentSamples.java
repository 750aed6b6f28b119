package io.mintmark.dialect.tencent;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.dialect.HttpQuestion;
import io.mintmark.dialect.Samples;
import io.mintmark.registration.RegistrationOutcome;
import io.mintmark.registration.RegistrationOutcome.Manner;
import io.mintmark.vault.SecretText;
import java.util.Map;

/// The device of the test vectors.
final class TencentSamples {

  static final SecretText PRODUCT_SECRET = SecretText.of("Zx8Kq2Lm5Np7Rt9Uv3Wy6Ab1");
  static final SecretText PSK = SecretText.of("AAECAwQFBgcICQoLDA0ODw==");
  static final DeviceIdentity DEVICE = Samples.identity("QTV4XN8ZKD", "dev-0001");
  static final String FIRST =
      "{\"deviceName\":\"dev-0001\",\"nonce\":784444920,\"productId\":\"QTV4XN8ZKD\","
          + "\"timestamp\":1795177028,"
          + "\"signature\":\"YWI1OTVkMDViNzhlNmE0NGIwZmIxMDI4ZTc5NjAzMjM4ZWE4YmQzZA==\"}";
  static final String FIRST_TEXT =
      "deviceName=dev-0001&nonce=784444920&productId=QTV4XN8ZKD&timestamp=1795177028";
  static final String SECOND = "{\"ProductId\":\"QTV4XN8ZKD\",\"DeviceName\":\"dev-0001\"}";
  static final Map<String, String> SECOND_HEADERS =
      Map.of(
          "host", "ap-guangzhou.gateway.tencentdevices.com",
          "x-tc-algorithm", "hmacsha1",
          "x-tc-timestamp", "1609430400",
          "x-tc-nonce", "659809198",
          "x-tc-signature", "xqFcLDDQh8ccu3008CgtHRyuiDI=");
  static final String USER = "QTV4XN8ZKDdev-0001;21010406;9haMc;92233720368547758";
  static final String PASSWORD = "29420ba3f2babb447c33f84b6caf34c6e02367d9;hmacsha1";

  private TencentSamples() {}

  static HttpQuestion first(String body) {
    return Samples.post("/register/dev", Map.of(), body);
  }

  static HttpQuestion second(Map<String, String> headers, String body) {
    return Samples.post("/device/register", headers, body);
  }

  static RegistrationOutcome.Issued issued(SecretText productSecret, SecretText psk) {
    return new RegistrationOutcome.Issued(DEVICE, psk, productSecret, Manner.FIRST);
  }
}
