package io.mintmark.output;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.product.Product;
import io.mintmark.production.Batch;
import io.mintmark.production.BurnMethod;
import io.mintmark.vault.SecretText;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Makes the texts by which a vendor's app binds a device to its user. They hold no DeviceSecret,
/// but whoever reads one can bind the device. They are the same each time: they are dated by the
/// order of the batch. Safe for any thread.
public final class BindingTexts {

  private final BindingForms forms;

  public BindingTexts(BindingForms forms) {
    this.forms = forms;
  }

  /// Says no where the units of a batch cannot have binding texts, before any is asked for.
  ///
  /// @throws UnfitFileException if the dialect knows none, or the units have no DeviceSecret yet
  public void require(Batch batch, Product product) {
    var sample = new DeviceIdentity(product.key(), "sample");
    if (forms.find(product.dialect(), sample, batch.createdAt()).isEmpty()) {
      throw new UnfitFileException(
          "devices of the dialect %s have no binding text; choose another content"
              .formatted(product.dialect()));
    }
    if (batch.burnMethod() == BurnMethod.DYNAMIC_REGISTRATION) {
      throw new UnfitFileException(
          "a binding text is signed with the DeviceSecret, which the units of this batch fetch by"
              + " registration; choose another content");
    }
  }

  /// The binding text of one unit of a batch that passed [#require].
  public String of(Batch batch, Product product, String name, SecretText secret) {
    var form =
        forms
            .find(product.dialect(), new DeviceIdentity(product.key(), name), batch.createdAt())
            .orElseThrow();
    return form.lead() + Base64.getEncoder().encodeToString(mac(form, key(form, name, secret)));
  }

  private static byte[] mac(BindingForm form, byte[] key) {
    try {
      Mac mac = Mac.getInstance(form.algorithm().jcaName());
      mac.init(new SecretKeySpec(key, form.algorithm().jcaName()));
      return mac.doFinal(form.signed().getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform lacks " + form.algorithm(), e);
    }
  }

  private static byte[] key(BindingForm form, String name, SecretText secret) {
    try {
      byte[] key =
          switch (form.keyForm()) {
            case TEXT -> secret.exposeBytes();
            case BASE64 -> Base64.getDecoder().decode(secret.expose());
          };
      if (key.length > 0) {
        return key;
      }
    } catch (IllegalArgumentException _) {
      // Told below, without the exception: its text holds a character of the secret.
    }
    throw new UnfitFileException(
        "the DeviceSecret of %s was brought from elsewhere and is not base64, so it signs no binding text; choose another content"
            .formatted(name));
  }
}
