package io.mintmark.api;

import io.mintmark.access.AccessKey;
import io.mintmark.access.KeyDesk;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
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

  ApiKeysResource(KeyDesk keys) {
    this.keys = keys;
  }

  @GetMapping(PATH)
  @Operation(operationId = "listApiKeys", summary = "List the API keys, oldest first")
  Page<KeyViews.Key> listApiKeys() {
    var found = keys.all().stream().filter(key -> key.kind() == AccessKey.Kind.API).toList();
    return Page.all(found, KeyViews::of);
  }

  @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      operationId = "createApiKey",
      summary = "Issue an API key",
      description = "The token is shown in this answer and never again.")
  ResponseEntity<KeyViews.NewKey> createApiKey(@RequestBody KeyViews.KeyName body) {
    var issued = keys.issueApiKey(body.name());
    return ResponseEntity.created(URI.create(PATH + "/" + issued.key().id()))
        .body(KeyViews.of(issued));
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
}
