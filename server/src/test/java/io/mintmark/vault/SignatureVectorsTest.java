package io.mintmark.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.vault.Proof.KeyForm;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The vectors of the protocol references that no registration and no login uses: sub-devices
/// behind a gateway, the key of Aliyun's TLS-PSK, Tencent's binding texts. The same check serves
/// them all, with the key form that the vendor chose for each.
class SignatureVectorsTest {

  private static final String ALIYUN_SUB_SECRET = "00112233445566778899aabbccddeeff";
  private static final String ALIYUN_PRODUCT_SECRET = "PsCapture0123456";
  private static final String ALIYUN_SECRET = "0123456789abcdef0123456789abcdef";
  private static final String TENCENT_PSK = "AAECAwQFBgcICQoLDA0ODw==";

  private final ProofCheck proofs = new ProofCheck();

  @ParameterizedTest
  @CsvSource({
    "V8 by JS-new, HMAC_SHA1,   clientIda1CapTure01&sub-001deviceNamesub-001productKeya1CapTure01timestamp1795177060821, f694112100ca58977b6d1555e70069310c9d9c49, "
        + ALIYUN_SUB_SECRET,
    "V8 by C4,     HMAC_SHA256, clientIda1CapTure01.sub-001deviceNamesub-001productKeya1CapTure01timestamp1795177864855, 8e80f3ad3dbaf77e94389f3b86889434fea2d229b8e1329061012bb7516f9628, "
        + ALIYUN_SUB_SECRET,
    "V9 by C4,     HMAC_SHA256, deviceNamesub-001productKeya1CapTure01random5F95C8935A9F6D79A021, b58444233f4fdc3d44faa243fbc7f55c063534874ef60e12964b03d253fe66a1, "
        + ALIYUN_PRODUCT_SECRET,
    "V10,          HMAC_SHA256, ida1CapTure01&dev-pre-001timestamp2524608000000, ed2f49abeb0e7b4f3188e1e6241c64859271db265703c0f4e290cd170a61cc7f, "
        + ALIYUN_SECRET
  })
  void anAliyunVectorHoldsAndNotForAnotherSecret(
      String name, HmacAlgorithm algorithm, String text, String hex, String secret) {
    var proof = Proof.of(algorithm, text, HexFormat.of().parseHex(hex));

    assertThat(proofs.holds(proof, SecretText.of(secret))).as(name).isTrue();
    assertThat(proofs.holds(proof, SecretText.of(secret + "0"))).as(name).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "V12 QR code,       HMAC_SHA256, BASE64, QTV4XN8ZKDdev-0001;123456;1795178000, MHJ7bdaVWJNNBYp19FPDp8UBCgXF4kOFPXBaAZ5Y01w=",
    "V13 bind by SHA-1,   HMAC_SHA1,   TEXT,   QTV4XN8ZKDdev-0001;123456;1795178000, 4B9Rl65cUyBIW/4q5uUU26Bx/+w=",
    "V13 bind by SHA-256, HMAC_SHA256, TEXT,   QTV4XN8ZKDdev-0001;123456;1795178000, 6aKyy3W8vbi8IoBiY2qVFvUEXPbBN1qXR7aIHenbJ64="
  })
  void aTencentVectorHoldsInItsOwnKeyFormOnly(
      String name, HmacAlgorithm algorithm, KeyForm form, String text, String base64) {
    byte[] signature = Base64.getDecoder().decode(base64);
    var other = form == KeyForm.TEXT ? KeyForm.BASE64 : KeyForm.TEXT;
    var psk = SecretText.of(TENCENT_PSK);

    assertThat(proofs.holds(new Proof(algorithm, form, List.of(text), signature), psk))
        .as(name)
        .isTrue();
    assertThat(proofs.holds(new Proof(algorithm, other, List.of(text), signature), psk))
        .as(name)
        .isFalse();
  }
}
