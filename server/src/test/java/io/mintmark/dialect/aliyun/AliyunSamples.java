package io.mintmark.dialect.aliyun;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.dialect.HttpQuestion;
import io.mintmark.dialect.Samples;
import io.mintmark.registration.RegistrationOutcome;
import io.mintmark.registration.RegistrationOutcome.Manner;
import io.mintmark.vault.SecretText;
import java.util.Map;

/// The device of the test vectors.
final class AliyunSamples {

  static final SecretText PRODUCT_SECRET = SecretText.of("PsCapture0123456");
  static final SecretText DEVICE_SECRET = SecretText.of("0123456789abcdef0123456789abcdef");
  static final DeviceIdentity DEVICE = Samples.identity("a1CapTure01", "dev-pre-001");
  static final String USER = "dev-pre-001&a1CapTure01";
  static final String BLOCK = "|timestamp=2524608000000,securemode=2,signmethod=hmacsha256|";
  static final String LOGIN_SIGN =
      "abdb9530f6fd72025e9ae2fc5da223a19663d45a3141d6d716d9f8a51363d767";
  static final String REGISTER_BLOCK =
      "|random=1750432041,authType=register,securemode=2,signmethod=hmacsha256|";
  static final String REGISTER_SIGN =
      "28eb50ae873df6b5a030c03e753c041ddb923c1ca894e65fc814e7cb2dd5a939";
  static final String FORM =
      "deviceName=dev-pre-001&productKey=a1CapTure01&random=567345"
          + "&sign=5a7fabb8bb25b0cdb64bb17f3b1e9f46e64624b9&signMethod=hmacsha1";

  private AliyunSamples() {}

  static HttpQuestion post(String form) {
    return Samples.post("/auth/register/device", Map.of(), form);
  }

  static RegistrationOutcome.Issued issued() {
    return new RegistrationOutcome.Issued(DEVICE, DEVICE_SECRET, PRODUCT_SECRET, Manner.FIRST);
  }
}
