package io.mintmark.api;

import io.mintmark.output.FileDesk;
import io.mintmark.output.FileFormat;
import io.mintmark.output.FileOrder;
import io.mintmark.output.FileOutcome;
import io.mintmark.output.FileRequest;
import io.mintmark.output.UnfitFileException;
import io.mintmark.output.UnitFile;
import io.mintmark.production.Batches;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The files that go to the factory.
@RestController
@Tag(name = "Batches")
class BatchFilesResource {

  private static final String FILES = Paths.API + "/batches/{id}/files";

  private final Batches batches;
  private final FileDesk files;

  BatchFilesResource(Batches batches, FileDesk files) {
    this.batches = batches;
    this.files = files;
  }

  @GetMapping(FILES)
  @Operation(
      operationId = "listBatchFiles",
      summary = "List the files that can be made of a batch, with their options",
      description = "In any state of the batch; the files themselves need a READY one.")
  Page<FormatView> listBatchFiles(@PathVariable String id) {
    return Page.all(files.offers(Lookup.batch(batches, id)), FormatView::of);
  }

  @GetMapping(FILES + "/{format}")
  @Operation(
      operationId = "downloadBatchFile",
      summary = "Download a file for the factory, with the secrets to burn",
      description =
          "Written as it is read; the same bytes each time, as long as no device of the batch is"
              + " deleted. If the connection breaks off before the proper end, the file is"
              + " incomplete: throw it away. Beginning and end of every download are events.",
      responses =
          @ApiResponse(
              responseCode = "200",
              description = "The file",
              content = @Content(mediaType = "*/*", schema = @Schema(type = "string"))))
  @Refusals({ProblemCode.BATCH_NOT_READY, ProblemCode.BATCH_CLOSED, ProblemCode.FILE_UNFIT})
  void downloadBatchFile(
      @PathVariable String id,
      @PathVariable String format,
      @Parameter(description = "The first unit of the file") @RequestParam(defaultValue = "1")
          int first,
      @Parameter(description = "The last unit of the file; all to the end unless given")
          @RequestParam(required = false)
          @Nullable Integer last,
      @Parameter(description = "The format's options, each a parameter of its own") @RequestParam
          Map<String, String> options,
      @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
      HttpServletResponse response)
      throws IOException {
    var batch = Lookup.batch(batches, id);
    var request = new FileRequest(format, withoutRange(options));
    int end = last == null ? batch.size() : last;
    switch (files.find(new FileOrder(batch, request, first, end, caller.name()))) {
      case FileOutcome.Refused(var reason, String sentence) ->
          throw new ProblemException(codeOf(reason), sentence);
      case FileOutcome.Found(var download) -> {
        response.setContentType(download.mediaType());
        response.setHeader(
            "Content-Disposition", "attachment; filename=\"" + download.fileName() + "\"");
        try {
          // What breaks this off half way goes on to the web server, which cuts the connection.
          download.writeTo(response.getOutputStream());
        } catch (UnfitFileException e) {
          throw new ProblemException(ProblemCode.FILE_UNFIT, e.sentence());
        }
      }
    }
  }

  private static Map<String, String> withoutRange(Map<String, String> parameters) {
    var options = new HashMap<>(parameters);
    options.remove("first");
    options.remove("last");
    return options;
  }

  private static ProblemCode codeOf(FileOutcome.Reason reason) {
    return switch (reason) {
      case NOT_READY -> ProblemCode.BATCH_NOT_READY;
      case CLOSED -> ProblemCode.BATCH_CLOSED;
      case RANGE_WRONG -> ProblemCode.BAD_REQUEST;
      case UNFIT -> ProblemCode.FILE_UNFIT;
    };
  }

  /// One kind of file, as it is for a batch.
  record FormatView(
      @Schema(example = "csv") String id,
      @Schema(description = "What it is saved as if no option is given; null if it cannot be made")
          @Nullable String fileName,
      @Nullable String mediaType,
      @Schema(description = "Whether it holds secrets if no option is given")
          @Nullable Boolean holdsSecrets,
      @Schema(description = "What is missing, or why the batch cannot have it; null if nothing is")
          @Nullable String lacking,
      List<OptionView> options) {

    static FormatView of(FileDesk.Offer offer) {
      var file = offer.file();
      return new FormatView(
          offer.format().id(),
          file.map(UnitFile::fileName).orElse(null),
          file.map(UnitFile::mediaType).orElse(null),
          file.map(UnitFile::holdsSecrets).orElse(null),
          offer.lacking().isEmpty() ? null : offer.lacking(),
          offer.format().options().stream().map(OptionView::of).toList());
    }
  }

  /// One option of a format.
  record OptionView(
      @Schema(example = "bom") String name,
      @Schema(description = "What holds if it is not given; null if it has to be")
          @Nullable String fallback,
      String sentence) {

    static OptionView of(FileFormat.Option option) {
      return new OptionView(
          option.name(), option.fallback().isEmpty() ? null : option.fallback(), option.sentence());
    }
  }
}
