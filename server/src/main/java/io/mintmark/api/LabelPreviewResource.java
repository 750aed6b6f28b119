package io.mintmark.api;

import io.mintmark.label.LabelPreview;
import io.mintmark.output.UnfitFileException;
import io.mintmark.product.Products;
import io.mintmark.production.Batches;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterStyle;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// A picture of the first label, to look at before anything is printed.
@RestController
@Tag(name = "Batches")
class LabelPreviewResource {

  private final Batches batches;
  private final Products products;
  private final LabelPreview preview;

  LabelPreviewResource(Batches batches, Products products, LabelPreview preview) {
    this.batches = batches;
    this.products = products;
    this.preview = preview;
  }

  @GetMapping(Paths.API + "/batches/{id}/labels/preview.png")
  @Operation(
      operationId = "previewLabel",
      summary = "Look at the first label of a batch",
      description =
          "Takes the options of the format labels-pdf, in any state of the batch. Secrets are never"
              + " read for it: stand-ins of the same length take their places, so the code in the"
              + " picture is of no use. It is no event.",
      responses =
          @ApiResponse(
              responseCode = "200",
              description = "The label at 300 dots an inch",
              content =
                  @Content(
                      mediaType = "image/png",
                      schema = @Schema(type = "string", format = "binary"))))
  void previewLabel(
      @PathVariable String id,
      @Parameter(
              style = ParameterStyle.FORM,
              description = "Options of labels-pdf, one query parameter each")
          @RequestParam
          Map<String, String> options,
      HttpServletResponse response)
      throws IOException {
    var batch = Lookup.batch(batches, id);
    var product = Lookup.product(products, batch.product().value());
    byte[] image;
    try {
      image = preview.png(batch, product, options);
    } catch (UnfitFileException e) {
      throw ProblemException.badRequest(Objects.requireNonNull(e.getMessage()));
    }
    response.setContentType("image/png");
    response.setContentLength(image.length);
    response.getOutputStream().write(image);
  }
}
