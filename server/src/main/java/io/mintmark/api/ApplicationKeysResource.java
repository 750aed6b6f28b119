package io.mintmark.api;

import io.mintmark.access.AccessKey;
import io.mintmark.access.KeyDesk;
import io.mintmark.project.Project;
import io.mintmark.project.Projects;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
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

/// Keys with which cloud programs of a project talk to its devices over MQTT.
@RestController
@Tag(name = "Access")
class ApplicationKeysResource {

  private static final String PATH = Paths.API + "/projects/{project}/application-keys";

  private final KeyDesk keys;
  private final Projects projects;

  ApplicationKeysResource(KeyDesk keys, Projects projects) {
    this.keys = keys;
    this.projects = projects;
  }

  @GetMapping(PATH)
  @Operation(
      operationId = "listApplicationKeys",
      summary = "List a project's application keys, oldest first")
  Page<KeyViews.Key> listApplicationKeys(@PathVariable String project) {
    return Page.all(keysOf(Lookup.project(projects, project)), KeyViews::of);
  }

  @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      operationId = "createApplicationKey",
      summary = "Issue an application key",
      description =
          "For a cloud program that talks to the project's devices: its MQTT user name is the id,"
              + " its password the token, which is shown in this answer and never again.")
  ResponseEntity<KeyViews.NewKey> createApplicationKey(
      @PathVariable String project, @RequestBody KeyViews.KeyName body) {
    var owner = Lookup.project(projects, project);
    var issued = keys.issueApplicationKey(body.name(), owner.id());
    return ResponseEntity.created(
            URI.create(PATH.replace("{project}", project) + "/" + issued.key().id()))
        .body(KeyViews.of(issued));
  }

  @DeleteMapping(PATH + "/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      operationId = "revokeApplicationKey",
      summary = "Revoke an application key: its connections are closed, and no new one is let in")
  void revokeApplicationKey(@PathVariable String project, @PathVariable String id) {
    boolean known =
        keysOf(Lookup.project(projects, project)).stream().anyMatch(key -> key.id().equals(id));
    if (!known || !keys.revoke(id)) {
      throw ProblemException.notFound("application key of this id in the project");
    }
  }

  private List<AccessKey> keysOf(Project project) {
    return keys.all().stream()
        .filter(key -> key.kind() == AccessKey.Kind.APPLICATION)
        .filter(key -> project.id().equals(key.project()))
        .toList();
  }
}
