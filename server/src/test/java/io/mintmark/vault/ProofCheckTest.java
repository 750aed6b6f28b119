package io.mintmark.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.vault.Proof.KeyForm;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Vectors from the protocol references: aliyun-device V7, tencent-device V10.
class ProofCheckTest {

  private static final String TEXT = "clientId12345deviceNamedeviceproductKeypktimestamp789";
  private static final SecretText SECRET = SecretText.of("secret");
  private static final byte[] SHA1 =
      HexFormat.of().parseHex("fafd82a3d602b37fb0fa8b7892f24a477f851a14");

  private final ProofCheck proofs = new ProofCheck();

  @Test
  void aProofMadeWithTheSecretHolds() {
    assertThat(proofs.holds(Proof.of(HmacAlgorithm.HMAC_SHA1, TEXT, SHA1), SECRET)).isTrue();
  }

  @Test
  void aProofHoldsIfAnyOfItsTextsWasSigned() {
    var proof =
        new Proof(HmacAlgorithm.HMAC_SHA1, KeyForm.TEXT, List.of("another text", TEXT), SHA1);

    assertThat(proofs.holds(proof, SECRET)).isTrue();
  }

  @Test
  void anotherSecretTextOrAlgorithmProvesNothing() {
    var proof = Proof.of(HmacAlgorithm.HMAC_SHA1, TEXT, SHA1);

    assertThat(proofs.holds(proof, SecretText.of("Secret"))).isFalse();
    assertThat(proofs.holds(Proof.of(HmacAlgorithm.HMAC_SHA1, TEXT + " ", SHA1), SECRET)).isFalse();
    assertThat(proofs.holds(Proof.of(HmacAlgorithm.HMAC_SHA256, TEXT, SHA1), SECRET)).isFalse();
  }

  @Test
  void anEmptyOrCutSignatureProvesNothing() {
    for (int length = 0; length < SHA1.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(SHA1, length);
      assertThat(proofs.holds(Proof.of(HmacAlgorithm.HMAC_SHA1, TEXT, cut), SECRET)).isFalse();
    }
  }

  @Test
  void aKeyInBase64IsDecodedFirst() {
    var proof =
        new Proof(
            HmacAlgorithm.HMAC_SHA1,
            KeyForm.BASE64,
            List.of("QTV4XN8ZKDdev-0001;21010406;9haMc;92233720368547758"),
            HexFormat.of().parseHex("29420ba3f2babb447c33f84b6caf34c6e02367d9"));

    assertThat(proofs.holds(proof, SecretText.of("AAECAwQFBgcICQoLDA0ODw=="))).isTrue();
  }

  @Test
  void aSecretThatIsNotTheBase64ItShouldBeProvesNothing() {
    var standIn =
        new Proof(HmacAlgorithm.HMAC_SHA1, KeyForm.BASE64, List.of(TEXT), hmacUnderZeroKey());

    assertThat(proofs.holds(standIn, SecretText.of("not base64!"))).isFalse();
    assertThat(proofs.holds(standIn, SecretText.of(""))).isFalse();
  }

  private static byte[] hmacUnderZeroKey() {
    try {
      var mac = javax.crypto.Mac.getInstance("HmacSHA1");
      mac.init(new javax.crypto.spec.SecretKeySpec(new byte[32], "HmacSHA1"));
      return mac.doFinal(TEXT.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    } catch (java.security.GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
