package io.mintmark.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mintmark.output.BindingTexts;
import io.mintmark.output.UnfitFileException;
import io.mintmark.product.Dialect;
import io.mintmark.product.Product;
import io.mintmark.production.BurnMethod;
import io.mintmark.vault.SecretText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class BindingTextsTest {

  private final BindingTexts bindings = Orders.BINDINGS;
  private final Product tencent = Orders.product(Dialect.TENCENT);

  @Test
  void theSignatureIsMadeWithTheDecodedSecret() throws Exception {
    var batch = Orders.batch(tencent, BurnMethod.DEVICE_SECRET, 1);

    var parts = bindings.of(batch, tencent, "dev-0001", Orders.SECRET).split(";", -1);

    assertThat(parts).hasSize(6);
    assertThat(parts[0]).isEqualTo("QTV4XN8ZKD");
    assertThat(parts[1]).isEqualTo("dev-0001");
    assertThat(Integer.parseInt(parts[2])).isBetween(0, 999_998);
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(
        new SecretKeySpec(Base64.getDecoder().decode("AAECAwQFBgcICQoLDA0ODw=="), "HmacSHA256"));
    var signed = "QTV4XN8ZKDdev-0001;" + parts[2] + ";" + parts[3];
    assertThat(parts[5])
        .isEqualTo(
            Base64.getEncoder()
                .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void theTextIsDatedByTheOrderAndNeverChanges() {
    var batch = Orders.batch(tencent, BurnMethod.DEVICE_SECRET, 1);

    var text = bindings.of(batch, tencent, "dev-0001", Orders.SECRET);

    assertThat(bindings.of(batch, tencent, "dev-0001", Orders.SECRET))
        .isEqualTo(text)
        .contains(";" + batch.createdAt().getEpochSecond() + ";");
  }

  @Test
  void aDialectWithoutBindingTextsSaysSo() {
    var aliyun = Orders.product(Dialect.ALIYUN);
    var batch = Orders.batch(aliyun, BurnMethod.DEVICE_SECRET, 1);

    assertThatThrownBy(() -> bindings.require(batch, aliyun))
        .isInstanceOf(UnfitFileException.class)
        .hasMessageContaining("devices of the dialect ALIYUN have no binding text");
  }

  @Test
  void unitsWithoutASecretYetHaveNone() {
    var batch = Orders.batch(tencent, BurnMethod.DYNAMIC_REGISTRATION, 1);

    assertThatThrownBy(() -> bindings.require(batch, tencent))
        .isInstanceOf(UnfitFileException.class)
        .hasMessageContaining("signed with the DeviceSecret");
  }

  @Test
  void aSecretThatSignsNothingIsNotInTheRefusal() {
    var batch = Orders.batch(tencent, BurnMethod.DEVICE_SECRET, 1);

    assertThatThrownBy(() -> bindings.of(batch, tencent, "dev-0001", SecretText.of("~not base64~")))
        .isInstanceOf(UnfitFileException.class)
        .hasMessageContaining("dev-0001")
        .hasMessageNotContaining("~")
        .hasNoCause();
  }
}
