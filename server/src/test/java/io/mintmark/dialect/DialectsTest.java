package io.mintmark.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.dialect.aliyun.AliyunDialect;
import io.mintmark.dialect.tencent.TencentDialect;
import io.mintmark.product.Dialect;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whose a CONNECT or a path is; the order of the dialects must not matter.
class DialectsTest {

  private static final DeviceDialect ALIYUN = new AliyunDialect();
  private static final DeviceDialect TENCENT = new TencentDialect(() -> new UUID(0, 0));

  @ParameterizedTest
  @CsvSource({
    "a1CapTure01.dev-pre-001|securemode=3|, dev-pre-001&a1CapTure01, ALIYUN",
    "x|a=b|, dev-pre-001&a1CapTure01, ALIYUN",
    "no block at all, dev-pre-001&a1CapTure01, ALIYUN",
    "x|authType=register|,, ALIYUN",
    "x|securemode=2|, dev-pre-001, ALIYUN",
    "QTV4XN8ZKDdev-0001, QTV4XN8ZKDdev-0001;21010406;9haMc;2147483647, TENCENT",
    "another, QTV4XN8ZKDdev-0001;21010406, TENCENT",
    "QTV4XN8ZKDdev-0001|securemode=2|, QTV4XN8ZKDdev-0001;1;2;3, ALIYUN",
    "QTV4XN8ZKDdev-0001, QTV4XN8ZKDdev-0001;1;2;3&a1CapTure01, ALIYUN"
  })
  void aConnectIsClaimedByTheDialectOfItsShape(String clientId, String username, Dialect owner) {
    var connect = Samples.connect(clientId, username, "x");

    assertThat(new Dialects(List.of(ALIYUN, TENCENT)).read(connect).orElseThrow().dialect())
        .isSameAs(new Dialects(List.of(TENCENT, ALIYUN)).read(connect).orElseThrow().dialect())
        .extracting(DeviceDialect::dialect)
        .isEqualTo(owner);
  }

  @ParameterizedTest
  @CsvSource({
    "cloud-program, mma-7f3k2m9q",
    "a|securemode=3|, mma-7f3k2m9q",
    "a|b|, somebody",
    "mqttjs_1a2b3c4d, somebody",
    "mqttjs_1a2b3c4d,",
    "'', ''",
    "x, user;name",
    "x, user&",
    "x, &pass",
    "x, a&b-c",
    "QTV4XN8ZKDdev-0001,",
    "QTV4XN8ZKDdev-0001, QTV4XN8ZKDdev-0001",
    "x, QTV4XN8ZKD;1;2;3",
    "x, a_fairly_long_name;1;2;3"
  })
  void programsAndStrangersAreNobodys(String clientId, String username) {
    var dialects = new Dialects(List.of(ALIYUN, TENCENT));

    assertThat(dialects.read(Samples.connect(clientId, username, "x"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/auth/register/device, ALIYUN",
    "/register/dev, TENCENT",
    "/device/register, TENCENT",
    "/auth/register/device/,",
    "/REGISTER/DEV,",
    "/,"
  })
  void aPathIsServedByOneDialectOrNone(String path, Dialect owner) {
    assertThat(
            new Dialects(List.of(ALIYUN, TENCENT))
                .ofPath(path)
                .map(DeviceDialect::dialect)
                .orElse(null))
        .isEqualTo(owner);
  }
}
