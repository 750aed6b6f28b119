package io.mintmark.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.function.Supplier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// How the device plane is doing.
@RestController
@Tag(name = "Installation")
class GateResource {

  private final Supplier<GateFigures> figures;

  GateResource(Supplier<GateFigures> figures) {
    this.figures = figures;
  }

  @GetMapping(Paths.API + "/gate")
  @Operation(
      operationId = "gateFigures",
      summary = "Count what devices did and what was refused, since the server started",
      description = "The figures of one answer may be a moment apart from each other.")
  GateFigures gateFigures() {
    return figures.get();
  }
}
