package io.mintmark.api;

import io.mintmark.production.BatchOrder;
import io.mintmark.production.BurnMethod;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Devices that have secrets already, for owners who move from another platform. What is made of
/// them is a batch like any other.
@RestController
@Tag(name = "Batches")
class ImportsResource {

  private static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  private final BatchOrdersResource orders;

  /// @param orders which takes the order when it is read
  ImportsResource(BatchOrdersResource orders) {
    this.orders = orders;
  }

  @PostMapping(
      path = Paths.API + "/products/{productKey}/imports",
      consumes = {"text/csv", "text/plain", "application/octet-stream", XLSX})
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      operationId = "importDevices",
      summary = "Import devices that have secrets already",
      description =
          "The file is the body: a DeviceName, a DeviceSecret and perhaps a state"
              + " (`UNACTIVATED`, `ACTIVATED`, `DISABLED`) in each row. With a header the columns"
              + " may stand in any order, and a ProductKey or ProductID must be that of the"
              + " product. Either all devices are taken, or all faults are told and nothing is"
              + " stored; no answer holds a secret. The batch is submitted at once unless `draft`"
              + " is true.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = "text/csv",
                      schema =
                          @Schema(
                              type = "string",
                              example = "DeviceName,DeviceSecret\nDB2-0001,pUR3vIXk4aNcJ1dQ\n"))))
  @Refusals({
    ProblemCode.PRODUCT_NOT_PUBLISHED,
    ProblemCode.NAMES_FAULTY,
    ProblemCode.IDEMPOTENCY_KEY_REUSED
  })
  ResponseEntity<BatchView> importDevices(
      @PathVariable String productKey,
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
      @Parameter(description = IdempotencyKey.DESCRIPTION)
          @RequestHeader(name = IdempotencyKey.HEADER, required = false)
          @Nullable String key,
      @RequestParam(defaultValue = "false") boolean draft,
      @RequestParam(required = false) @Nullable String title,
      @RequestParam(required = false) @Nullable String remark,
      HttpServletRequest request) {
    orders.refuseOversize(request, 0);
    try {
      return orders.place(
          productKey,
          BurnMethod.DEVICE_SECRET,
          new BatchOrder.Names.Imported(request.getInputStream()),
          new OrderNote(draft, title, remark).terms(caller, key));
    } catch (IOException e) {
      throw ProblemException.badRequest("The list broke off; nothing was stored.");
    }
  }
}
