package io.mintmark.api;

import io.mintmark.access.AccessKey;
import io.mintmark.access.KeyDesk;
import io.mintmark.access.Role;
import io.mintmark.delivery.Factories;
import io.mintmark.project.FactoryId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Keys with which programs use this API.
@RestController
@Tag(name = "Access")
class ApiKeysResource {

  private static final String PATH = Paths.API + "/api-keys";

  private final KeyDesk keys;
  private final Factories factories;

  ApiKeysResource(KeyDesk keys, Factories factories) {
    this.keys = keys;
    this.factories = factories;
  }

  @GetMapping(PATH)
  @Operation(operationId = "listApiKeys", summary = "List the API keys, oldest first")
  Page<ApiKey> listApiKeys() {
    var found = keys.all().stream().filter(key -> key.kind() == AccessKey.Kind.API).toList();
    return Page.all(found, ApiKey::of);
  }

  @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      operationId = "createApiKey",
      summary = "Issue an API key",
      description =
          "With `factory` it sees what is delivered to that factory and nothing else; without, it"
              + " may do everything. The token is shown in this answer and never again.")
  ResponseEntity<IssuedApiKey> createApiKey(@RequestBody NewApiKey body) {
    var role = Role.of(Lookup.factoryOrNull(factories, body.factory()));
    var issued = keys.issueApiKey(body.name(), role);
    return ResponseEntity.created(URI.create(PATH + "/" + issued.key().id()))
        .body(IssuedApiKey.of(issued));
  }

  @DeleteMapping(PATH + "/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(operationId = "revokeApiKey", summary = "Revoke an API key, at once and for good")
  void revokeApiKey(@PathVariable String id) {
    boolean known =
        keys.all().stream()
            .anyMatch(key -> key.kind() == AccessKey.Kind.API && key.id().equals(id));
    if (!known || !keys.revoke(id)) {
      throw ProblemException.notFound("API key of this id");
    }
  }

  /// What a new key needs.
  record NewApiKey(
      @Schema(example = "erp") String name,
      @Schema(example = "f-3k9x0a7q2m", description = "For a program of this factory")
          @Nullable String factory) {

    NewApiKey {
      Fields.name("name", name);
    }
  }

  /// A key without what proves it.
  record ApiKey(
      @Schema(example = "mmk-3k9x0a7q2m") String id,
      String name,
      @Schema(description = "Whose program has it; null for one that may do everything")
          @Nullable String factory,
      Instant createdAt) {

    static ApiKey of(AccessKey key) {
      return new ApiKey(key.id(), key.name(), factoryOf(key), key.createdAt());
    }

    private static @Nullable String factoryOf(AccessKey key) {
      return key.role().factoryId().map(FactoryId::value).orElse(null);
    }
  }

  /// A key that was just issued.
  record IssuedApiKey(
      @Schema(example = "mmk-3k9x0a7q2m") String id,
      String name,
      @Nullable String factory,
      Instant createdAt,
      @Schema(description = "The secret; it is shown this once") String token) {

    static IssuedApiKey of(KeyDesk.IssuedKey issued) {
      var key = ApiKey.of(issued.key());
      return new IssuedApiKey(
          key.id(), key.name(), key.factory(), key.createdAt(), issued.token().expose());
    }

    @Override
    public String toString() {
      return "IssuedApiKey[" + id + "]";
    }
  }
}
