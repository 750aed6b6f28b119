package io.mintmark.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.device.BatchId;
import io.mintmark.device.Device;
import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.Fixtures;
import io.mintmark.device.Identities;
import io.mintmark.device.Listing;
import io.mintmark.device.MemoryIdentities;
import io.mintmark.login.LoginOutcome.Reason;
import io.mintmark.login.PresharedKeys.Finding;
import io.mintmark.product.Dialect;
import io.mintmark.product.Product;
import io.mintmark.product.ProductKey;
import io.mintmark.vault.HmacAlgorithm;
import io.mintmark.vault.SecretText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresharedKeysTest {

  private final Fixtures fixtures = new Fixtures();
  private final MemoryIdentities identities = new MemoryIdentities();
  private final Product product = fixtures.product(false);
  private final PresharedKeys keys = new SecretsAsKeys(identities, fixtures.vault);

  @BeforeEach
  void aProductWithOneDevice() {
    identities.put(product);
    identities.put(device("AAECAwQFBgcICQoLDA0ODw=="));
  }

  /// tencent-device V11.
  @Test
  void theKeyIsWhatTheSecretIsTheBase64Of() {
    var key = found().expose();

    assertThat(HexFormat.of().formatHex(key)).isEqualTo("000102030405060708090a0b0c0d0e0f");
  }

  /// aliyun-device V10.
  @Test
  void theKeyIsTheMacInUpperCaseHex() {
    identities.put(fixtures.device(product));
    var form =
        new KeyForm.UpperCaseHexMac(
            HmacAlgorithm.HMAC_SHA256, "ida1CapTure01&dev-pre-001timestamp2524608000000");

    var finding = find(Fixtures.DEVICE, Dialect.ALIYUN, form);

    assertThat(((Finding.Found) finding).key().expose())
        .asString(StandardCharsets.US_ASCII)
        .isEqualTo("ED2F49ABEB0E7B4F3188E1E6241C64859271DB265703C0F4E290CD170A61CC7F");
  }

  @Test
  void anEmptySecretIsNoKey() {
    identities.put(device(""));
    var form = new KeyForm.UpperCaseHexMac(HmacAlgorithm.HMAC_SHA256, "text");

    assertThat(find(Fixtures.DEVICE, Dialect.ALIYUN, form))
        .isEqualTo(new Finding.None(Reason.PROOF_WRONG));
  }

  @Test
  void aKeyThatWasWipedIsThereStill() {
    var key = found();

    Arrays.fill(key.expose(), (byte) 0);

    assertThat(key.expose()[15]).isEqualTo((byte) 15);
  }

  @Test
  void whatItProvesIsBoundToTheSecret() {
    assertThat(found().proves())
        .isEqualTo(
            new ProvenIdentity(Fixtures.DEVICE, identities.device(Fixtures.DEVICE).secret()));
    assertThat(found()).hasToString("PresharedKey[a1CapTure01/dev-pre-001]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "not base64", "AAEC AwQF"})
  void aSecretThatIsNoBase64IsNoKey(String secret) {
    identities.put(device(secret));

    assertThat(find(Fixtures.DEVICE, Dialect.ALIYUN))
        .isEqualTo(new Finding.None(Reason.PROOF_WRONG));
  }

  @Test
  void whoIsNotThereHasNoKey() {
    var other = new DeviceIdentity(Fixtures.DEVICE.product(), "other");
    var stranger = new DeviceIdentity(new ProductKey("a1Unknown01"), "dev-pre-001");

    assertThat(find(other, Dialect.ALIYUN)).isEqualTo(new Finding.None(Reason.DEVICE_UNKNOWN));
    assertThat(find(stranger, Dialect.ALIYUN)).isEqualTo(new Finding.None(Reason.PRODUCT_UNKNOWN));
    assertThat(find(Fixtures.DEVICE, Dialect.TENCENT))
        .isEqualTo(new Finding.None(Reason.DIALECT_MISMATCH));
  }

  @Test
  void aBrokenStoreHasNoKeys() {
    var broken =
        new Identities() {
          @Override
          public CompletionStage<Optional<Listing>> find(DeviceIdentity identity) {
            return CompletableFuture.failedFuture(new IllegalStateException("disk on fire"));
          }

          @Override
          public CompletionStage<Boolean> markRegistered(
              Device seen, int secretVersion, Instant at) {
            throw new AssertionError();
          }

          @Override
          public CompletionStage<Creation> create(Device fresh, int unlistedNames) {
            throw new AssertionError();
          }

          @Override
          public CompletionStage<Boolean> markActivated(Device seen, Instant at) {
            throw new AssertionError();
          }
        };

    var claim = new KeyClaim(Fixtures.DEVICE, Dialect.ALIYUN, new KeyForm.Base64Decoded());

    var finding = new SecretsAsKeys(broken, fixtures.vault).find(claim);

    assertThat(finding.toCompletableFuture().join()).isEqualTo(new Finding.None(Reason.INTERNAL));
  }

  private PresharedKey found() {
    return ((Finding.Found) find(Fixtures.DEVICE, Dialect.ALIYUN)).key();
  }

  private Finding find(DeviceIdentity identity, Dialect dialect) {
    return find(identity, dialect, new KeyForm.Base64Decoded());
  }

  private Finding find(DeviceIdentity identity, Dialect dialect, KeyForm form) {
    return keys.find(new KeyClaim(identity, dialect, form)).toCompletableFuture().join();
  }

  private Device device(String secret) {
    var row = Fixtures.DEVICE.secretRow();
    return new Device(
        Fixtures.DEVICE,
        new BatchId("b-0123456789"),
        fixtures.vault.seal(product.dataKey(), row, SecretText.of(secret)),
        true,
        false,
        false,
        0,
        Fixtures.NOW,
        null,
        null);
  }
}
