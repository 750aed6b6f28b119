package io.mintmark.login;

import io.mintmark.device.Device;
import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.Identities;
import io.mintmark.device.Listing;
import io.mintmark.device.StoreOverloadedException;
import io.mintmark.login.LoginOutcome.Reason;
import io.mintmark.product.Dialect;
import io.mintmark.vault.SecretText;
import io.mintmark.vault.Vault;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Pre-shared keys out of DeviceSecrets: the key is the bytes that the secret is the base64 of.
/// Costs one read.
public final class SecretsAsKeys implements PresharedKeys {

  private static final Logger LOG = LoggerFactory.getLogger(SecretsAsKeys.class);

  private final Identities identities;
  private final Vault vault;

  public SecretsAsKeys(Identities identities, Vault vault) {
    this.identities = identities;
    this.vault = vault;
  }

  @Override
  public CompletionStage<Finding> find(DeviceIdentity identity, Dialect dialect) {
    return identities
        .find(identity)
        .thenApply(listing -> findingOf(listing, dialect))
        .exceptionally(failure -> new Finding.None(reasonOf(identity, failure)));
  }

  private Finding findingOf(Optional<Listing> found, Dialect dialect) {
    if (found.isEmpty()) {
      return new Finding.None(Reason.PRODUCT_UNKNOWN);
    }
    Listing listing = found.get();
    if (listing.product().dialect() != dialect) {
      return new Finding.None(Reason.DIALECT_MISMATCH);
    }
    if (listing.device().isEmpty()) {
      return new Finding.None(Reason.DEVICE_UNKNOWN);
    }
    Device device = listing.device().get();
    var row = device.identity().secretRow();
    byte[] key = keyOf(vault.open(listing.product().dataKey(), row, device.secret()));
    return key.length == 0
        ? new Finding.None(Reason.PROOF_WRONG)
        : new Finding.Found(
            new PresharedKey(new ProvenIdentity(device.identity(), device.secret()), key));
  }

  /// Empty for a secret that is no key, as an imported one may be.
  private static byte[] keyOf(SecretText secret) {
    try {
      return Base64.getDecoder().decode(secret.expose());
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private static Reason reasonOf(DeviceIdentity identity, Throwable failure) {
    Throwable cause = failure instanceof CompletionException e ? e.getCause() : failure;
    if (cause instanceof StoreOverloadedException) {
      return Reason.OVERLOADED;
    }
    LOG.error("looking up the key of {} failed", identity, cause);
    return Reason.INTERNAL;
  }
}
