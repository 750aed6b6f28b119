package io.mintmark.api;

import io.mintmark.production.BatchFile;
import io.mintmark.production.BatchFiles;
import io.mintmark.production.Batches;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The file that goes to the factory.
@RestController
@Tag(name = "Batches")
class BatchFileResource {

  private final Batches batches;
  private final BatchFiles files;

  BatchFileResource(Batches batches, BatchFiles files) {
    this.batches = batches;
    this.files = files;
  }

  @GetMapping(Paths.API + "/batches/{id}/file.csv")
  @Operation(
      operationId = "downloadBatchFile",
      summary = "Download the file for the factory, with the secrets to burn",
      description =
          "Written as it is read. If the connection breaks off before the proper end, the file is"
              + " incomplete: throw it away. Every download is an event.",
      responses =
          @ApiResponse(
              responseCode = "200",
              description = "The file",
              content = @Content(mediaType = "text/csv", schema = @Schema(type = "string"))))
  @Refusals(ProblemCode.BATCH_NOT_READY)
  void downloadBatchFile(
      @PathVariable String id,
      @RequestParam(defaultValue = "false") boolean bom,
      HttpServletResponse response)
      throws IOException {
    var file =
        files
            .find(Lookup.batch(batches, id))
            .orElseThrow(
                () ->
                    new ProblemException(
                        ProblemCode.BATCH_NOT_READY,
                        "Wait until the batch is READY; watch it under /api/v1/batches/"
                            + id
                            + "."));
    response.setContentType("text/csv;charset=utf-8");
    response.setHeader("Content-Disposition", "attachment; filename=\"" + file.fileName() + "\"");
    // What breaks this off half way goes on to the web server, which cuts the connection.
    file.writeTo(
        response.getOutputStream(),
        bom ? BatchFile.Encoding.UTF_8_WITH_BOM : BatchFile.Encoding.UTF_8);
  }
}
