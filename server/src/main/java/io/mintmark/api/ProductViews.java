package io.mintmark.api;

import io.mintmark.product.Dialect;
import io.mintmark.product.Product;
import io.mintmark.product.ProductKey;
import io.mintmark.product.RegistrationMode;
import io.mintmark.vault.SecretText;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How products look from outside.
final class ProductViews {

  private ProductViews() {}

  static ProductView of(Product product) {
    return new ProductView(
        product.key().value(),
        product.project().value(),
        product.name(),
        product.dialect(),
        product.state(),
        product.rules().registration(),
        product.createdAt());
  }

  /// What a new product needs.
  record NewProduct(
      @Schema(example = "Doorbell 2") String name,
      Dialect dialect,
      @Schema(description = "Of firmware in the field; only together with `productSecret`")
          @Nullable String productKey,
      @Schema(description = "Of firmware in the field; only together with `productKey`")
          @Nullable String productSecret) {

    private static final Pattern SECRET_FORM = Pattern.compile("[!-~]{1,64}");

    NewProduct {
      Fields.name("name", name);
      Fields.required("dialect", dialect);
      if ((productKey == null) != (productSecret == null)) {
        throw ProblemException.badRequest("Send productKey and productSecret both, or neither.");
      }
      if (productKey != null && !ProductKey.isWellFormed(productKey)) {
        throw ProblemException.badRequest(
            "The property 'productKey' has 1 to 20 letters and digits.");
      }
      if (productSecret != null && !SECRET_FORM.matcher(productSecret).matches()) {
        throw ProblemException.badRequest(
            "The property 'productSecret' has 1 to 64 printable ASCII characters.");
      }
      if (productKey != null && productSecret != null) {
        dialect
            .format()
            .faultOfExisting(new ProductKey(productKey), SecretText.of(productSecret))
            .ifPresent(
                fault -> {
                  throw ProblemException.badRequest("It cannot work here: " + fault + ".");
                });
      }
    }

    Optional<Existing> existing() {
      return productKey == null || productSecret == null
          ? Optional.empty()
          : Optional.of(new Existing(new ProductKey(productKey), SecretText.of(productSecret)));
    }

    @Override
    public String toString() {
      return "NewProduct[" + name + "]";
    }
  }

  /// What firmware in the field was burned with.
  record Existing(ProductKey key, SecretText secret) {}

  /// A product from outside.
  record ProductView(
      @Schema(example = "a1Bz9kLm3Qx") String productKey,
      @Schema(example = "p-3k9x0a7q2m") String project,
      @Schema(example = "Doorbell 2") String name,
      Dialect dialect,
      Product.State state,
      RegistrationMode registration,
      Instant createdAt) {}
}
