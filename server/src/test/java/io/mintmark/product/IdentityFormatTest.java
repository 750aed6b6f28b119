package io.mintmark.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.vault.SecretText;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdentityFormatTest {

  private final SecureRandom random = new SecureRandom();

  @Test
  void aliyunIdentitiesLookAsTheirDevicesExpect() {
    var format = Dialect.ALIYUN.format();

    assertThat(format.newProductKey(random).value()).matches("a1[A-Za-z0-9]{9}");
    assertThat(format.newProductSecret(random).expose()).matches("[A-Za-z0-9]{16}");
    assertThat(format.newDeviceSecret(random).expose()).matches("[A-Za-z0-9]{32}");
  }

  @Test
  void tencentIdentitiesLookAsTheirDevicesExpect() {
    var format = Dialect.TENCENT.format();

    assertThat(format.newProductKey(random).value()).matches("[A-Z0-9]{10}");
    assertThat(format.newProductSecret(random).expose()).matches("[A-Za-z0-9]{24}");
    assertThat(format.newDeviceSecret(random).expose()).matches("[A-Za-z0-9+/]{22}==");
    assertThat(Base64.getDecoder().decode(format.newDeviceSecret(random).expose())).hasSize(16);
  }

  @Test
  void aGeneratedNameIsValidInEveryDialect() {
    for (var dialect : Dialect.values()) {
      var name = dialect.format().newDeviceName(random);
      assertThat(dialect.format().faultOfName(name)).as(name).isEmpty();
    }
  }

  @Test
  void namesAreHeldToTheRulesOfTheirDialect() {
    var aliyun = Dialect.ALIYUN.format();
    var tencent = Dialect.TENCENT.format();

    assertThat(aliyun.faultOfName("a:b@c.d-e_f")).isEmpty();
    assertThat(aliyun.faultOfName("abc"))
        .hasValueSatisfying(fault -> assertThat(fault).contains("3"));
    assertThat(aliyun.faultOfName("x".repeat(33))).isPresent();
    assertThat(tencent.faultOfName("a")).isEmpty();
    assertThat(tencent.faultOfName("x".repeat(48))).isEmpty();
    assertThat(tencent.faultOfName("x".repeat(49))).isPresent();
    assertThat(tencent.faultOfName("a.b"))
        .hasValueSatisfying(fault -> assertThat(fault).contains("'.'"));
    assertThat(tencent.faultOfName("")).isPresent();
  }

  @Test
  void aCharacterThatCannotBeSeenIsToldByItsNumber() {
    var fault = Dialect.ALIYUN.format().faultOfName("dev\u200b1");

    assertThat(fault).hasValueSatisfying(text -> assertThat(text).contains("U+200B"));
  }

  @Test
  void firmwareFromElsewhereIsTakenIfItsDevicesCanWorkHere() {
    var tencent = Dialect.TENCENT.format();
    var secret = SecretText.of("Zx8Kq2Lm5Np7Rt9Uv3Wy6Ab1");

    assertThat(tencent.faultOfExisting(new ProductKey("QTV4XN8ZKD"), secret)).isEmpty();
    assertThat(tencent.faultOfExisting(new ProductKey("QTV4XN8ZK"), secret)).isPresent();
    assertThat(
            tencent.faultOfExisting(new ProductKey("QTV4XN8ZKD"), SecretText.of("only15character")))
        .isPresent();
    assertThat(
            Dialect.ALIYUN
                .format()
                .faultOfExisting(new ProductKey("a1OldBell01"), SecretText.of("short")))
        .isEmpty();
  }

  @Test
  void aSecretFromElsewhereIsHeldToWhatItsDevicesCanRead() {
    var aliyun = Dialect.ALIYUN.format();

    for (var sound : List.of("x", "a=b/c+d-_.~{}", "x".repeat(64))) {
      assertThat(aliyun.faultOfDeviceSecret(SecretText.of(sound))).as(sound).isEmpty();
    }
    for (var unfit :
        List.of("", "x".repeat(65), "a b", "a\tb", "a\"b", "a'b", "a\\b", "a\u007fb", "密钥")) {
      assertThat(aliyun.faultOfDeviceSecret(SecretText.of(unfit))).as(unfit).isPresent();
    }
  }

  @Test
  void aPskFromElsewhereIsBase64InItsOneForm() {
    var tencent = Dialect.TENCENT.format();

    for (int length = 1; length <= 48; length++) {
      byte[] psk = new byte[length];
      random.nextBytes(psk);
      var text = Base64.getEncoder().encodeToString(psk);
      assertThat(tencent.faultOfDeviceSecret(SecretText.of(text))).as("%d", length).isEmpty();
    }
    for (var unfit :
        List.of(
            "",
            "AAECAwQFBgcICQoLDA0ODw", // no padding
            "AAECAwQFBgcICQoLDA0ODx==", // bits behind the last byte
            "AAECAwQFBgcICQoLDA0-_w==", // of addresses
            "AAECAwQFBgcICQoLDA0ODw== ",
            "=",
            Base64.getEncoder().encodeToString(new byte[49]))) {
      assertThat(tencent.faultOfDeviceSecret(SecretText.of(unfit))).as(unfit).isPresent();
    }
  }

  @Test
  void everySecretThatWeMakeCouldHaveBeenImported() {
    for (var dialect : Dialect.values()) {
      var secret = dialect.format().newDeviceSecret(random);
      assertThat(dialect.format().faultOfDeviceSecret(secret)).isEmpty();
    }
  }
}
