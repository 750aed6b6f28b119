package io.mintmark.api;

import io.mintmark.product.ProductKey;
import io.mintmark.production.Batch;
import io.mintmark.production.BatchOrder;
import io.mintmark.production.BurnMethod;
import io.mintmark.production.Minting;
import io.mintmark.production.OrderDesk;
import io.mintmark.production.OrderOutcome;
import io.mintmark.production.ProductionSettings;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Ordering a batch: names made up by us, or a list that is read from the connection as it comes.
/// The three ways are one operation in the API's description, told at the first of them.
@RestController
@Tag(name = "Batches")
class BatchOrdersResource {

  private static final String PATH = Paths.API + "/products/{productKey}/batches";

  /// What a form adds to the list it carries.
  private static final int FORM_BYTES = 64 * 1024;

  private final OrderDesk orders;
  private final Minting minting;
  private final ProductionSettings limits;

  BatchOrdersResource(OrderDesk orders, Minting minting, ProductionSettings limits) {
    this.orders = orders;
    this.minting = minting;
    this.limits = limits;
  }

  @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      operationId = "orderBatch",
      summary = "Order a batch",
      description =
          "Names made up by us, made by your pattern, or of a stored list (`application/json`); or"
              + " your own list: as the form field `file` after the field `burnMethod`"
              + " (`multipart/form-data`), or as the body itself (`text/csv`, `.xlsx` or plain bytes, with `burnMethod` in"
              + " the query). A list has one name a line. Either the whole list is taken, or all"
              + " its faults are told and nothing is stored. The batch is submitted at once unless"
              + " `draft` is true.",
      parameters = {
        @Parameter(
            in = ParameterIn.QUERY,
            name = "burnMethod",
            description = "With `text/csv` only",
            schema = @Schema(implementation = BurnMethod.class)),
        @Parameter(
            in = ParameterIn.QUERY,
            name = "draft",
            description = "With `text/csv` only: keep it as a draft",
            schema = @Schema(type = "boolean")),
        @Parameter(
            in = ParameterIn.QUERY,
            name = "title",
            description = "With `text/csv` only: what people call the batch",
            schema = @Schema(type = "string")),
        @Parameter(
            in = ParameterIn.QUERY,
            name = "remark",
            description = "With `text/csv` only",
            schema = @Schema(type = "string"))
      },
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content = {
                @Content(
                    mediaType = MediaType.APPLICATION_JSON_VALUE,
                    schema = @Schema(implementation = NewBatch.class)),
                @Content(
                    mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                    schema = @Schema(implementation = NewBatchForm.class)),
                @Content(
                    mediaType = "text/csv",
                    schema = @Schema(type = "string", example = "DB2-0001\nDB2-0002\n"))
              }))
  @Refusals({
    ProblemCode.PRODUCT_NOT_PUBLISHED,
    ProblemCode.NAMES_MUST_BE_UPLOADED,
    ProblemCode.COUNT_OUT_OF_RANGE,
    ProblemCode.NAMES_FAULTY,
    ProblemCode.PATTERN_FAULTY,
    ProblemCode.NAME_LIST_FAULTY,
    ProblemCode.NAME_LIST_USED,
    ProblemCode.IDEMPOTENCY_KEY_REUSED
  })
  ResponseEntity<BatchView> orderBatch(
      @PathVariable String productKey,
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
      @Parameter(description = IdempotencyKey.DESCRIPTION)
          @RequestHeader(name = IdempotencyKey.HEADER, required = false)
          @Nullable String key,
      @RequestBody NewBatch body)
      throws IOException {
    var note = new OrderNote(body.isDraft(), body.title(), body.remark());
    return place(productKey, body.burnMethod(), body.names(), note.terms(caller, key));
  }

  @PostMapping(path = PATH, consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  @Hidden
  ResponseEntity<BatchView> orderBatchByForm(
      @PathVariable String productKey,
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
      @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
      HttpServletRequest request) {
    refuseOversize(request, FORM_BYTES);
    try {
      var form = UploadForm.read(request);
      return place(
          productKey,
          form.burnMethod(),
          new BatchOrder.Names.Uploaded(form.file()),
          form.note().terms(caller, key));
    } catch (IOException e) {
      throw ProblemException.badRequest("The form is malformed or ends too early.");
    }
  }

  @PostMapping(
      path = PATH,
      consumes = {"text/csv", "text/plain", "application/octet-stream", UploadForm.XLSX})
  @ResponseStatus(HttpStatus.CREATED)
  @Hidden
  ResponseEntity<BatchView> orderBatchByList(
      @PathVariable String productKey,
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
      @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
      @RequestParam BurnMethod burnMethod,
      @RequestParam(defaultValue = "false") boolean draft,
      @RequestParam(required = false) @Nullable String title,
      @RequestParam(required = false) @Nullable String remark,
      HttpServletRequest request) {
    refuseOversize(request, 0);
    try {
      return place(
          productKey,
          burnMethod,
          new BatchOrder.Names.Uploaded(request.getInputStream()),
          new OrderNote(draft, title, remark).terms(caller, key));
    } catch (IOException e) {
      throw ProblemException.badRequest("The list broke off; nothing was stored.");
    }
  }

  ResponseEntity<BatchView> place(
      String productKey, BurnMethod burnMethod, BatchOrder.Names names, BatchOrder.Terms terms)
      throws IOException {
    if (!ProductKey.isWellFormed(productKey)) {
      throw ProblemException.notFound("product with this ProductKey");
    }
    var order = new BatchOrder(new ProductKey(productKey), burnMethod, names, terms);
    return switch (orders.place(order)) {
      case OrderOutcome.Ordered(var batch) -> created(batch).body(view(batch));
      case OrderOutcome.Repeated(var batch) ->
          created(batch).header(IdempotencyKey.REPLAYED, "true").body(view(batch));
      case OrderOutcome.Refused(var reason, var sentence) ->
          throw new ProblemException(codeOf(reason), sentence);
      case OrderOutcome.SheetFaulty(var findings) ->
          throw new ProblemException(SheetProblem.of(findings));
      case OrderOutcome.PatternFaulty(var faults) ->
          throw new ProblemException(NameProblems.ofPattern(faults));
      case OrderOutcome.NamesTaken(var taken) ->
          throw new ProblemException(NameProblems.ofTaken(taken));
    };
  }

  private static ResponseEntity.BodyBuilder created(Batch batch) {
    return ResponseEntity.created(URI.create(Paths.API + "/batches/" + batch.id()));
  }

  private BatchView view(Batch batch) {
    return BatchView.of(batch, minting.progressOf(batch));
  }

  void refuseOversize(HttpServletRequest request, int besides) {
    if (request.getContentLengthLong() > limits.maxSheetBytes() + besides) {
      throw new ProblemException(
          ProblemCode.TOO_LARGE,
          "A list of names has at most %d bytes; split it.".formatted(limits.maxSheetBytes()));
    }
  }

  private static ProblemCode codeOf(OrderOutcome.Reason reason) {
    return switch (reason) {
      case PRODUCT_UNKNOWN -> ProblemCode.NOT_FOUND;
      case PRODUCT_NOT_PUBLISHED -> ProblemCode.PRODUCT_NOT_PUBLISHED;
      case NAMES_MUST_BE_UPLOADED -> ProblemCode.NAMES_MUST_BE_UPLOADED;
      case COUNT_OUT_OF_RANGE -> ProblemCode.COUNT_OUT_OF_RANGE;
      case REQUEST_KEY_REUSED -> ProblemCode.IDEMPOTENCY_KEY_REUSED;
      case LIST_UNKNOWN -> ProblemCode.NOT_FOUND;
      case LIST_FAULTY -> ProblemCode.NAME_LIST_FAULTY;
      case LIST_USED -> ProblemCode.NAME_LIST_USED;
    };
  }
}
