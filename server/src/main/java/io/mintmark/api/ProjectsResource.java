package io.mintmark.api;

import io.mintmark.project.Project;
import io.mintmark.project.ProjectId;
import io.mintmark.project.Projects;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Projects.
@RestController
@Tag(name = "Projects")
class ProjectsResource {

  private static final String PATH = Paths.API + "/projects";

  private final Projects projects;
  private final SecureRandom random;
  private final InstantSource clock;

  ProjectsResource(Projects projects, SecureRandom random, InstantSource clock) {
    this.projects = projects;
    this.random = random;
    this.clock = clock;
  }

  @GetMapping(PATH)
  @Operation(operationId = "listProjects", summary = "List all projects, oldest first")
  Page<ProjectView> listProjects() {
    return Page.all(projects.all(), ProjectView::of);
  }

  @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(operationId = "createProject", summary = "Create a project")
  ResponseEntity<ProjectView> createProject(@RequestBody NewProject body) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var project = new Project(ProjectId.random(random), body.name(), now);
    projects.add(project);
    return ResponseEntity.created(URI.create(PATH + "/" + project.id()))
        .body(ProjectView.of(project));
  }

  @GetMapping(PATH + "/{project}")
  @Operation(operationId = "findProject", summary = "Find a project")
  ProjectView findProject(@PathVariable String project) {
    return ProjectView.of(Lookup.project(projects, project));
  }

  /// What a new project needs.
  record NewProject(@Schema(example = "Doorbells") String name) {

    NewProject {
      Fields.name("name", name);
    }
  }

  /// A project from outside.
  record ProjectView(
      @Schema(example = "p-3k9x0a7q2m") String id,
      @Schema(example = "Doorbells") String name,
      Instant createdAt,
      @Schema(description = "Whether batches are reviewed by a second person before minting")
          boolean reviewRequired) {

    static ProjectView of(Project project) {
      return new ProjectView(
          project.id().value(), project.name(), project.createdAt(), project.review());
    }
  }
}
