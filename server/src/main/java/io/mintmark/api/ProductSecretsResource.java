package io.mintmark.api;

import io.mintmark.device.Devices;
import io.mintmark.event.Event;
import io.mintmark.event.EventKind;
import io.mintmark.event.EventLog;
import io.mintmark.product.Product;
import io.mintmark.product.ProductCatalog;
import io.mintmark.product.Products;
import io.mintmark.product.SecretRotation;
import io.mintmark.product.SecretRotation.Rotation;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// A product's secret, its versions, and the rotation from one to the next.
@RestController
@Tag(name = "Products")
class ProductSecretsResource {

  private static final String PRODUCT = Paths.API + "/products/{productKey}";
  private static final String VERSIONS = PRODUCT + "/secret-versions";

  private final Products products;
  private final ProductCatalog catalog;
  private final SecretRotation rotation;
  private final Devices devices;
  private final EventLog events;
  private final InstantSource clock;

  ProductSecretsResource(
      Products products,
      ProductCatalog catalog,
      SecretRotation rotation,
      Devices devices,
      EventLog events,
      InstantSource clock) {
    this.products = products;
    this.catalog = catalog;
    this.rotation = rotation;
    this.devices = devices;
    this.events = events;
    this.clock = clock;
  }

  @GetMapping(PRODUCT + "/secret")
  @Operation(
      operationId = "revealProductSecret",
      summary = "Read the ProductSecret in clear",
      description =
          "The version that is burned now. For whoever burns it; every reading is an event.")
  RevealedSecret revealProductSecret(@PathVariable String productKey) {
    var product = Lookup.product(products, productKey);
    var secret = catalog.reveal(product);
    note(product, "PRODUCT_SECRET_READ", "version " + product.secret().version());
    return new RevealedSecret(product.key().value(), product.secret().version(), secret.expose());
  }

  @GetMapping(VERSIONS)
  @Operation(
      operationId = "listSecretVersions",
      summary = "List the versions of the ProductSecret, the newest first, and who used them",
      description =
          "No secret is shown. The numbers of devices are counted on every call, which takes about a"
              + " second for three million devices.")
  Page<SecretVersion> listSecretVersions(@PathVariable String productKey) {
    var product = Lookup.product(products, productKey);
    Map<Integer, Long> used = devices.countBySecretVersion(product.key());
    List<SecretVersion> versions = new ArrayList<>();
    for (var accepted : product.acceptedSecrets()) {
      var state =
          accepted.equals(product.secret())
              ? SecretVersion.State.CURRENT
              : SecretVersion.State.OLDER;
      versions.add(SecretVersion.of(accepted.version(), state, null, used));
    }
    for (var retired : products.retiredSecrets(product.key())) {
      versions.add(
          SecretVersion.of(
              retired.secret().version(), SecretVersion.State.RETIRED, retired.retiredAt(), used));
    }
    return Page.all(versions, version -> version);
  }

  @PostMapping(VERSIONS)
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      operationId = "rotateProductSecret",
      summary = "Make a new ProductSecret; the one before is accepted too until it is retired",
      description = "Devices that hold a credential of their own notice nothing.")
  @Refusals(ProblemCode.OLDER_SECRET_IN_USE)
  ResponseEntity<SecretVersion> rotateProductSecret(@PathVariable String productKey) {
    var product = Lookup.product(products, productKey);
    return switch (rotation.rotate(product)) {
      case Rotation.Rotated(int version) -> {
        note(product, "PRODUCT_SECRET_ROTATED", "version " + version);
        yield ResponseEntity.created(
                URI.create(VERSIONS.replace("{productKey}", productKey) + "/" + version))
            .body(SecretVersion.of(version, SecretVersion.State.CURRENT, null, Map.of()));
      }
      case Rotation.OlderInUse(int version) ->
          throw new ProblemException(
              ProblemCode.OLDER_SECRET_IN_USE,
              "Version %d is still accepted beside the current one; retire it first."
                  .formatted(version));
    };
  }

  @DeleteMapping(VERSIONS + "/{version}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      operationId = "retireProductSecret",
      summary = "Refuse registrations with the older version from now on",
      description =
          "There is no way back: firmware that holds only this version can register no more.")
  @Refusals(ProblemCode.SECRET_IS_CURRENT)
  void retireProductSecret(@PathVariable String productKey, @PathVariable int version) {
    var product = Lookup.product(products, productKey);
    if (version == product.secret().version()) {
      throw new ProblemException(
          ProblemCode.SECRET_IS_CURRENT,
          "Version %d is the current one; rotate first, then retire it.".formatted(version));
    }
    if (!rotation.retire(product, version)) {
      throw ProblemException.notFound("older version " + version + " of this ProductSecret");
    }
    note(product, "PRODUCT_SECRET_RETIRED", "version " + version);
  }

  private void note(Product product, String act, String detail) {
    events.append(
        new Event(
            clock.instant(),
            EventKind.OPERATION,
            act,
            product.key().value(),
            null,
            product.dialect().name(),
            null,
            detail));
  }

  /// The ProductSecret in clear.
  record RevealedSecret(String productKey, int version, String productSecret) {

    @Override
    public String toString() {
      return "RevealedSecret[" + productKey + "]";
    }
  }

  /// One version, without the secret.
  record SecretVersion(
      int version,
      State state,
      @Nullable Instant retiredAt,
      @Schema(description = "Devices whose latest registration was signed with it") long devices) {

    static SecretVersion of(
        int version, State state, @Nullable Instant retiredAt, Map<Integer, Long> used) {
      return new SecretVersion(version, state, retiredAt, used.getOrDefault(version, 0L));
    }

    /// Whether devices may register with it.
    enum State {
      /// It is burned now.
      CURRENT,
      /// It was burned before, and is accepted until it is retired.
      OLDER,
      RETIRED
    }
  }
}
