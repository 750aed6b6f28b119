package io.mintmark.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.vault.SecretText;
import java.security.SecureRandom;
import java.util.Base64;
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
}
