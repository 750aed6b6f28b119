package io.mintmark.login;

import io.mintmark.device.Device;
import io.mintmark.device.Identities;
import io.mintmark.device.Listing;
import io.mintmark.device.StoreOverloadedException;
import io.mintmark.login.LoginOutcome.Reason;
import io.mintmark.vault.HmacAlgorithm;
import io.mintmark.vault.SecretText;
import io.mintmark.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Pre-shared keys out of DeviceSecrets, in the form that the device's dialect names. Costs one
/// read.
public final class SecretsAsKeys implements PresharedKeys {

  private static final Logger LOG = LoggerFactory.getLogger(SecretsAsKeys.class);

  private final Identities identities;
  private final Vault vault;

  public SecretsAsKeys(Identities identities, Vault vault) {
    this.identities = identities;
    this.vault = vault;
  }

  @Override
  public CompletionStage<Finding> find(KeyClaim claim) {
    return identities
        .find(claim.identity())
        .thenApply(listing -> findingOf(listing, claim))
        .exceptionally(failure -> new Finding.None(reasonOf(claim, failure)));
  }

  private Finding findingOf(Optional<Listing> found, KeyClaim claim) {
    if (found.isEmpty()) {
      return new Finding.None(Reason.PRODUCT_UNKNOWN);
    }
    Listing listing = found.get();
    if (listing.product().dialect() != claim.dialect()) {
      return new Finding.None(Reason.DIALECT_MISMATCH);
    }
    if (listing.device().isEmpty()) {
      return new Finding.None(Reason.DEVICE_UNKNOWN);
    }
    Device device = listing.device().get();
    var row = device.identity().secretRow();
    byte[] key = keyOf(claim.form(), vault.open(listing.product().dataKey(), row, device.secret()));
    return key.length == 0
        ? new Finding.None(Reason.PROOF_WRONG)
        : new Finding.Found(
            new PresharedKey(new ProvenIdentity(device.identity(), device.secret()), key));
  }

  /// Empty for a secret that is no key, as an imported one may be.
  private static byte[] keyOf(KeyForm form, SecretText secret) {
    return switch (form) {
      case KeyForm.Base64Decoded() -> decoded(secret.expose());
      case KeyForm.UpperCaseHexMac(var algorithm, var text) ->
          upperCaseHexMac(algorithm, secret.exposeBytes(), text);
    };
  }

  private static byte[] upperCaseHexMac(HmacAlgorithm algorithm, byte[] secret, String text) {
    if (secret.length == 0) {
      return secret;
    }
    try {
      var mac = Mac.getInstance(algorithm.jcaName());
      mac.init(new SecretKeySpec(secret, algorithm.jcaName()));
      byte[] code = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().withUpperCase().formatHex(code).getBytes(StandardCharsets.US_ASCII);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform lacks " + algorithm.jcaName(), e);
    }
  }

  private static byte[] decoded(String secret) {
    try {
      return Base64.getDecoder().decode(secret);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private static Reason reasonOf(KeyClaim claim, Throwable failure) {
    Throwable cause = failure instanceof CompletionException e ? e.getCause() : failure;
    if (cause instanceof StoreOverloadedException) {
      return Reason.OVERLOADED;
    }
    LOG.error("looking up the key of {} failed", claim.identity(), cause);
    return Reason.INTERNAL;
  }
}
