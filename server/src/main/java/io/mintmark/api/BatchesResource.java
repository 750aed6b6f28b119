package io.mintmark.api;

import io.mintmark.device.BatchId;
import io.mintmark.production.Batch;
import io.mintmark.production.Batches;
import io.mintmark.production.Minting;
import io.mintmark.project.Projects;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Watching batches.
@RestController
@Tag(name = "Batches")
class BatchesResource {

  private static final String PATH = Paths.API + "/batches/{id}";

  private final Projects projects;
  private final Batches batches;
  private final Minting minting;

  BatchesResource(Projects projects, Batches batches, Minting minting) {
    this.projects = projects;
    this.batches = batches;
    this.minting = minting;
  }

  @GetMapping(Paths.API + "/projects/{project}/batches")
  @Operation(operationId = "listBatches", summary = "List a project's batches, newest first")
  Page<BatchView> listBatches(
      @PathVariable String project,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit) {
    var owner = Lookup.project(projects, project);
    var found = batches.page(owner.id(), cursor(after), Page.oneMoreThan(limit));
    return Page.of(found, limit, batch -> batch.id().value(), this::view);
  }

  @GetMapping(PATH)
  @Operation(
      operationId = "findBatch",
      summary = "Watch a batch",
      description = "State, units minted so far, rate and expected end.")
  BatchView findBatch(@PathVariable String id) {
    return view(Lookup.batch(batches, id));
  }

  @GetMapping(PATH + "/names")
  @Operation(
      operationId = "listBatchNames",
      summary = "List the DeviceNames of a batch by number",
      description = "Of a batch with generated names only those that are minted.")
  Page<NameView> listBatchNames(
      @PathVariable String id,
      @RequestParam(defaultValue = "0") int after,
      @RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit) {
    var batch = Lookup.batch(batches, id);
    var found = batches.lines(batch.id(), after, Page.oneMoreThan(limit));
    return Page.of(
        found,
        limit,
        line -> Integer.toString(line.number()),
        line -> new NameView(line.number(), line.name()));
  }

  private BatchView view(Batch batch) {
    return BatchView.of(batch, minting.progressOf(batch));
  }

  private static @Nullable BatchId cursor(@Nullable String after) {
    try {
      return after == null ? null : new BatchId(after);
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest("The parameter 'after' is not a cursor of this list.");
    }
  }

  /// A name and its number in the batch.
  record NameView(
      @Schema(example = "1") int number, @Schema(example = "DB2-0001") String deviceName) {}
}
