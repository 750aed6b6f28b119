package io.mintmark.dialect.tencent;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.output.BindingForm;
import io.mintmark.product.ProductKey;
import io.mintmark.vault.HmacAlgorithm;
import io.mintmark.vault.Proof.KeyForm;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class QrBindingTest {

  private static final DeviceIdentity DEVICE =
      new DeviceIdentity(new ProductKey("QTV4XN8ZKD"), "dev-0001");

  @Test
  void theTextHasTheSixPartsThatTheVendorsAppReads() throws Exception {
    var form = QrBinding.of(DEVICE, 123456, Instant.ofEpochSecond(1795178000));

    assertThat(form)
        .isEqualTo(
            new BindingForm(
                "QTV4XN8ZKD;dev-0001;123456;1795178000;hmacsha256;",
                "QTV4XN8ZKDdev-0001;123456;1795178000",
                HmacAlgorithm.HMAC_SHA256,
                KeyForm.BASE64));
    assertThat(signature(form)).isEqualTo("MHJ7bdaVWJNNBYp19FPDp8UBCgXF4kOFPXBaAZ5Y01w=");
  }

  private static String signature(BindingForm form) throws Exception {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(Base64.getDecoder().decode("AAECAwQFBgcICQoLDA0ODw=="), "x"));
    return Base64.getEncoder()
        .encodeToString(mac.doFinal(form.signed().getBytes(StandardCharsets.UTF_8)));
  }
}
