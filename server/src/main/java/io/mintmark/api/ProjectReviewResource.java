package io.mintmark.api;

import io.mintmark.event.Event;
import io.mintmark.event.EventKind;
import io.mintmark.event.EventLog;
import io.mintmark.project.Projects;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Whether a project's batches need the review of a second person.
@RestController
@Tag(name = "Projects")
class ProjectReviewResource {

  private final Projects projects;
  private final EventLog events;
  private final InstantSource clock;

  ProjectReviewResource(Projects projects, EventLog events, InstantSource clock) {
    this.projects = projects;
    this.events = events;
    this.clock = clock;
  }

  @PutMapping(
      path = Paths.API + "/projects/{project}/review",
      consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "requireReview",
      summary = "Say whether batches need a review before they are minted",
      description =
          "Holds for batches submitted from now on. What is in review already stays there.")
  ProjectsResource.ProjectView requireReview(
      @PathVariable String project,
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
      @RequestBody ReviewSwitch body) {
    var owner = Lookup.project(projects, project);
    projects.setReview(owner.id(), body.required());
    if (owner.review() != body.required()) {
      events.append(
          new Event(
              clock.instant().truncatedTo(ChronoUnit.MILLIS),
              EventKind.OPERATION,
              body.required() ? "REVIEW_ON" : "REVIEW_OFF",
              null,
              null,
              null,
              null,
              "project %s, by %s".formatted(owner.id(), caller.name())));
    }
    return ProjectsResource.ProjectView.of(Lookup.project(projects, project));
  }

  /// A switch and where it shall stand.
  record ReviewSwitch(
      @Schema(description = "Whether somebody who did not ask for a batch must approve it")
          boolean required) {}
}
