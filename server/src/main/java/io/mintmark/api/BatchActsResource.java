package io.mintmark.api;

import io.mintmark.device.BatchId;
import io.mintmark.production.ActOutcome;
import io.mintmark.production.BatchAct;
import io.mintmark.production.BatchDesk;
import io.mintmark.production.BatchPapers;
import io.mintmark.production.Batches;
import io.mintmark.production.Minting;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// What people do with batches.
@RestController
@Tag(name = "Batches")
class BatchActsResource {

  private static final String PATH = Paths.API + "/batches/{id}";

  private final Batches batches;
  private final BatchDesk desk;
  private final Minting minting;

  BatchActsResource(Batches batches, BatchDesk desk, Minting minting) {
    this.batches = batches;
    this.desk = desk;
    this.minting = minting;
  }

  @PatchMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "editBatch",
      summary = "Change what is written to a draft",
      description = "What is left out stays.")
  @Refusals(ProblemCode.BATCH_ACT_IMPOSSIBLE)
  BatchView editBatch(
      @PathVariable String id,
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
      @RequestBody BatchChange body) {
    return acted(
        id, BatchAct.EDIT, batch -> desk.edit(batch, caller.name(), body.title(), body.remark()));
  }

  @PostMapping(PATH + "/submit")
  @Operation(
      operationId = "submitBatch",
      summary = "Ask for a draft to be minted",
      description =
          "Where the project asks for a review it is IN_REVIEW then, elsewhere APPROVED and soon"
              + " minted.")
  @Refusals(ProblemCode.BATCH_ACT_IMPOSSIBLE)
  BatchView submitBatch(
      @PathVariable String id, @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
    return acted(id, BatchAct.SUBMIT, batch -> desk.submit(batch, caller.name()));
  }

  @PostMapping(PATH + "/approve")
  @Operation(
      operationId = "approveBatch",
      summary = "Approve a batch that somebody else asked for",
      description = "Minting begins soon after.")
  @Refusals({ProblemCode.BATCH_ACT_IMPOSSIBLE, ProblemCode.REVIEWER_ASKED})
  BatchView approveBatch(
      @PathVariable String id, @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
    return acted(id, BatchAct.APPROVE, batch -> desk.approve(batch, caller.name()));
  }

  @PostMapping(path = PATH + "/reject", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "rejectBatch",
      summary = "Reject a batch that somebody else asked for",
      description = "Its names are free again soon after; the list is kept for the record.")
  @Refusals({ProblemCode.BATCH_ACT_IMPOSSIBLE, ProblemCode.REVIEWER_ASKED})
  BatchView rejectBatch(
      @PathVariable String id,
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
      @RequestBody ActReason body) {
    return acted(id, BatchAct.REJECT, batch -> desk.reject(batch, caller.name(), body.reason()));
  }

  @PostMapping(PATH + "/cancel")
  @Operation(
      operationId = "cancelBatch",
      summary = "Give a batch up before its first unit exists",
      description = "Its names are free again soon after; the list is kept for the record.")
  @Refusals({ProblemCode.BATCH_ACT_IMPOSSIBLE, ProblemCode.BATCH_HAS_UNITS})
  BatchView cancelBatch(
      @PathVariable String id, @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
    return acted(id, BatchAct.CANCEL, batch -> desk.cancel(batch, caller.name()));
  }

  @PostMapping(path = PATH + "/stop", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "stopBatch",
      summary = "Stop minting",
      description = "What is minted stays. Resume goes on at the first unit that does not exist.")
  @Refusals(ProblemCode.BATCH_ACT_IMPOSSIBLE)
  BatchView stopBatch(
      @PathVariable String id,
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
      @RequestBody ActReason body) {
    return acted(id, BatchAct.STOP, batch -> desk.stop(batch, caller.name(), body.reason()));
  }

  @PostMapping(PATH + "/resume")
  @Operation(
      operationId = "resumeBatch",
      summary = "Take up a batch whose minting stopped, at the first unit that does not exist")
  @Refusals(ProblemCode.BATCH_NOT_STOPPED)
  BatchView resumeBatch(
      @PathVariable String id, @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
    return acted(id, BatchAct.RESUME, batch -> desk.resume(batch, caller.name()));
  }

  @PostMapping(PATH + "/close")
  @Operation(
      operationId = "closeBatch",
      summary = "End a batch that is done with",
      description = "Its files cannot be downloaded any more. Its devices stay as they are.")
  @Refusals(ProblemCode.BATCH_ACT_IMPOSSIBLE)
  BatchView closeBatch(@PathVariable String id, @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
    return acted(id, BatchAct.CLOSE, batch -> desk.close(batch, caller.name()));
  }

  private BatchView acted(String id, BatchAct act, Function<BatchId, ActOutcome> deed) {
    return switch (deed.apply(Lookup.batch(batches, id).id())) {
      case ActOutcome.Done(var batch) -> BatchView.of(batch, minting.progressOf(batch));
      case ActOutcome.Refused(var reason, var sentence) ->
          throw new ProblemException(codeOf(reason, act), sentence);
    };
  }

  private static ProblemCode codeOf(ActOutcome.Reason reason, BatchAct act) {
    return switch (reason) {
      case BATCH_UNKNOWN -> ProblemCode.NOT_FOUND;
      case NOT_IN_THIS_STATE ->
          act == BatchAct.RESUME ? ProblemCode.BATCH_NOT_STOPPED : ProblemCode.BATCH_ACT_IMPOSSIBLE;
      case UNITS_EXIST -> ProblemCode.BATCH_HAS_UNITS;
      case REVIEWER_ASKED -> ProblemCode.REVIEWER_ASKED;
    };
  }

  /// What may be changed of a draft; null leaves it as it is.
  record BatchChange(
      @Schema(description = "What people call the batch, at most 64 characters")
          @Nullable String title,
      @Schema(description = "At most 500 characters") @Nullable String remark) {

    BatchChange {
      Fields.note("title", title, 64);
      Fields.note("remark", remark, BatchPapers.MAX_REMARK);
    }
  }

  /// Why something is done.
  record ActReason(
      @Schema(example = "the count is wrong", description = "At most 500 characters")
          String reason) {

    ActReason {
      Fields.required("reason", reason);
      if (reason.isBlank()) {
        throw ProblemException.badRequest("The property 'reason' says nothing.");
      }
      Fields.note("reason", reason, BatchPapers.MAX_REMARK);
    }
  }
}
