package io.mintmark.api;

import io.mintmark.delivery.Factories;
import io.mintmark.delivery.Factory;
import io.mintmark.delivery.SealingKey;
import io.mintmark.delivery.UnfitKeyException;
import io.mintmark.project.FactoryId;
import io.mintmark.project.Projects;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The factories of a project.
@RestController
@Tag(name = "Factories")
class FactoriesResource {

  private static final String OF_PROJECT = Paths.API + "/projects/{project}/factories";
  private static final String PATH = Paths.API + "/factories";

  private final Projects projects;
  private final Factories factories;
  private final SecureRandom random;
  private final InstantSource clock;

  FactoriesResource(
      Projects projects, Factories factories, SecureRandom random, InstantSource clock) {
    this.projects = projects;
    this.factories = factories;
    this.random = random;
    this.clock = clock;
  }

  @GetMapping(OF_PROJECT)
  @Operation(operationId = "listFactories", summary = "List a project's factories, oldest first")
  Page<FactoryView> listFactories(@PathVariable String project) {
    var owner = Lookup.project(projects, project);
    return Page.all(factories.ofProject(owner.id()), FactoryView::of);
  }

  @PostMapping(path = OF_PROJECT, consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      operationId = "createFactory",
      summary = "Create a factory",
      description =
          "With the public key that packages for it are sealed to, or without one; then they are"
              + " sealed with passphrases. Compare the `fingerprint` with the factory's own.")
  @Refusals(ProblemCode.FACTORY_KEY_UNFIT)
  ResponseEntity<FactoryView> createFactory(
      @PathVariable String project, @RequestBody NewFactory body) {
    var owner = Lookup.project(projects, project);
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var key = key(body.openPgpKey(), body.certificate());
    var factory = new Factory(FactoryId.random(random), owner.id(), body.name(), key, now);
    factories.add(factory);
    return ResponseEntity.created(URI.create(PATH + "/" + factory.id()))
        .body(FactoryView.of(factory));
  }

  @GetMapping(PATH + "/{id}")
  @Operation(operationId = "findFactory", summary = "Find a factory")
  FactoryView findFactory(@PathVariable String id) {
    return FactoryView.of(Lookup.factory(factories, id));
  }

  @PutMapping(path = PATH + "/{id}/key", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "changeFactoryKey",
      summary = "Replace a factory's key, for deliveries to come",
      description = "Deliveries that exist stay sealed to the key they were made with.")
  @Refusals(ProblemCode.FACTORY_KEY_UNFIT)
  FactoryView changeFactoryKey(@PathVariable String id, @RequestBody FactoryKeyChange body) {
    var factory = Lookup.factory(factories, id);
    factories.changeKey(factory.id(), key(body.openPgpKey(), body.certificate()));
    return findFactory(id);
  }

  private @Nullable SealingKey key(@Nullable String openPgpKey, @Nullable String certificate) {
    if (openPgpKey != null && certificate != null) {
      throw new ProblemException(
          ProblemCode.FACTORY_KEY_UNFIT, "Send an openPgpKey or a certificate, not both.");
    }
    try {
      if (openPgpKey != null) {
        return SealingKey.read(SealingKey.Kind.OPENPGP, openPgpKey, clock.instant());
      }
      return certificate == null
          ? null
          : SealingKey.read(SealingKey.Kind.X509, certificate, clock.instant());
    } catch (UnfitKeyException e) {
      String sentence = e.sentence();
      throw new ProblemException(
          ProblemCode.FACTORY_KEY_UNFIT,
          sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1) + ".");
    }
  }

  /// What a new factory needs.
  record NewFactory(
      @Schema(example = "Shenzhen Lamp Works") String name,
      @Schema(description = "An armored OpenPGP public key") @Nullable String openPgpKey,
      @Schema(description = "An X.509 certificate in PEM") @Nullable String certificate) {

    NewFactory {
      Fields.name("name", name);
    }
  }

  /// A factory's new key; with neither it has none.
  record FactoryKeyChange(
      @Schema(description = "An armored OpenPGP public key") @Nullable String openPgpKey,
      @Schema(description = "An X.509 certificate in PEM") @Nullable String certificate) {}

  /// A factory from outside.
  record FactoryView(
      @Schema(example = "f-3k9x0a7q2m") String id,
      @Schema(example = "p-3k9x0a7q2m") String project,
      @Schema(example = "Shenzhen Lamp Works") String name,
      SealingKey.@Nullable Kind keyKind,
      @Schema(description = "Of the OpenPGP primary key, or SHA-256 of the certificate; hex")
          @Nullable String fingerprint,
      Instant createdAt) {

    static FactoryView of(Factory factory) {
      var key = factory.key();
      return new FactoryView(
          factory.id().value(),
          factory.project().value(),
          factory.name(),
          key == null ? null : key.kind(),
          key == null ? null : key.fingerprint(),
          factory.createdAt());
    }
  }
}
